package io.ecart.local.tools;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where a system that runs on this machine can be reached, as it says itself in the file {@code
 * system.json} of its state folder.
 */
public final class RunningSystem {
  private final JsonObject file;

  /**
   * @param file what such a file holds
   */
  public RunningSystem(JsonObject file) {
    this.file = file;
  }

  /**
   * Reads the file of the system that keeps its data in {@code state}.
   *
   * @throws IllegalStateException when no system runs there
   */
  public static RunningSystem in(Path state) {
    Path path = state.resolve("system.json");
    try {
      return new RunningSystem(new JsonObject(Files.readString(path)));
    } catch (IOException e) {
      throw new IllegalStateException("No system runs on " + state + " (scripts/up starts one)", e);
    }
  }

  /** Scheme, host and port of the edge. */
  public String edge() {
    return "http://127.0.0.1:" + file.getInteger("edge");
  }

  /** The services that there are. */
  Set<String> services() {
    return file.getJsonObject("services").fieldNames();
  }

  /** The port of one service's API. */
  public int port(String service) {
    return service(service).getInteger("port");
  }

  /** The port of one service's health and metrics. */
  public int management(String service) {
    return service(service).getInteger("management");
  }

  public String kafka() {
    return file.getString("kafka");
  }

  /** The address of one service's database. */
  public String database(String service) {
    return file.getString("postgres").replaceAll("[^/]+$", service);
  }

  private JsonObject service(String name) {
    return file.getJsonObject("services").getJsonObject(name);
  }
}
