package io.ecart.local.chaos;

import io.ecart.local.ServicesMain;
import io.ecart.local.load.Child;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process that all six services run in, with a supervisor that starts it again. */
final class Services implements AutoCloseable {
  /** In the order of their ports. */
  private static final List<String> NAMES =
      List.of("product", "inventory", "cart", "order", "notification", "analytics");

  private static final String JVM = "-Xms128m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
  private static final int FIRST_PORT = 8081;
  private static final int FIRST_MANAGEMENT_PORT = 9081;
  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

  private final Launch launch;
  private final HttpClient http = HttpClient.newHttpClient();
  private Child process;
  private int starts;

  /**
   * How the process is started.
   *
   * @param offset how far the ports of the contract are moved
   * @param folder where logs go, and where the file {@code clock} says how wrong the clock is
   * @param inventoryAddress where inventory says that it is
   * @param environment settings, ports apart
   */
  record Launch(int offset, Path folder, String inventoryAddress, Map<String, String> environment) {

    Child start(int number) {
      return Child.start(
          JVM,
          environment,
          folder.resolve("services-" + number + ".log"),
          ServicesMain.class.getName(),
          Integer.toString(offset),
          inventoryAddress,
          clock().toString());
    }

    Path clock() {
      return folder.resolve("clock");
    }

    int port(String service) {
      return FIRST_PORT + NAMES.indexOf(service) + offset;
    }

    int management(String service) {
      return FIRST_MANAGEMENT_PORT + NAMES.indexOf(service) + offset;
    }

    /** As in {@code system.json}. */
    JsonObject addresses() {
      JsonObject each = new JsonObject();
      for (String name : NAMES) {
        each.put(
            name, new JsonObject().put("port", port(name)).put("management", management(name)));
      }
      return each;
    }
  }

  Services(Launch launch) {
    this.launch = launch;
    this.process = launch.start(++starts);
  }

  /** Ends the process as {@code kill -9} does, and starts it again as a supervisor would. */
  void kill() {
    process.kill();
    process = launch.start(++starts);
  }

  /** Whether every service says that it is ready; starts the process again where it gave up. */
  boolean areReady() {
    if (!process.isAlive()) {
      process = launch.start(++starts);
    }
    return NAMES.stream().allMatch(this::isReady);
  }

  private boolean isReady(String name) {
    URI uri = URI.create("http://127.0.0.1:" + launch.management(name) + "/health/ready");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ASK_LIMIT).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
