package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.Settings;
import io.ecart.testkit.ContractChecker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  /** Read by the process, not by the service; see the runtime. */
  private static final Set<String> OF_THE_PROCESS =
      Set.of("CLUSTER_MEMBERS", "CLUSTER_NAME", "CLUSTER_PORT", "ADVERTISED_HOST", "LOG_FORMAT");

  @Test
  void everySettingStandsInTheReadmeAndNothingElse() throws IOException {
    Settings settings = new Settings(Map.of());
    CartConfig.read(settings);
    Set<String> read = new TreeSet<>(settings.described().keySet());
    Matcher row =
        Pattern.compile("(?m)^\\| `ECART_(\\w+)`").matcher(Files.readString(Path.of("README.md")));
    Set<String> documented = new TreeSet<>();
    while (row.find()) {
      documented.add(row.group(1));
    }
    documented.removeAll(OF_THE_PROCESS);
    assertEquals(read, documented);
  }

  @Test
  void everyEventHasAnExampleThatItsSchemaAccepts() throws IOException {
    List<Path> schemas;
    try (Stream<Path> files = Files.list(Path.of("api/events"))) {
      schemas = files.filter(file -> file.toString().endsWith(".schema.json")).toList();
    }
    assertEquals(4, schemas.size());
    for (Path schema : schemas) {
      Path example = Path.of(schema.toString().replace(".schema.", ".example."));
      assertTrue(Files.exists(example), example.toString());
      ContractChecker.requireValid(schema, new JsonObject(Files.readString(example)));
    }
  }
}
