package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;

/** The bare servers of {@link CeilingMain}, in a process of their own. */
final class Ceiling implements AutoCloseable {
  private final Child process;
  private final JsonObject addresses;

  private Ceiling(Child process) {
    this.process = process;
    this.addresses = new JsonObject(process.awaitLine("{\"http\""));
  }

  static Ceiling start(Path log) {
    return new Ceiling(
        Child.start("-Xms256m -Xmx640m", Map.of(), log, CeilingMain.class.getName()));
  }

  long pid() {
    return process.pid();
  }

  int httpPort() {
    return addresses.getInteger("http");
  }

  int ordersPort() {
    return addresses.getInteger("orders");
  }

  String database() {
    return addresses.getString("postgres");
  }

  @Override
  public void close() {
    process.close();
  }
}
