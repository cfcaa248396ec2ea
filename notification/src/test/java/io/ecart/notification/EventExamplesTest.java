package io.ecart.notification;

import io.ecart.testkit.ContractChecker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventExamplesTest {

  @ParameterizedTest
  @ValueSource(strings = {"notification.sent", "notification.failed"})
  void exampleKeepsItsSchema(String name) throws IOException {
    Path folder = Path.of("api/events");
    String example = Files.readString(folder.resolve(name + ".example.json"));
    ContractChecker.requireValid(folder.resolve(name + ".schema.json"), new JsonObject(example));
  }
}
