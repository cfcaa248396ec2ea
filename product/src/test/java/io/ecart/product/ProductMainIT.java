package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own, in little memory. */
class ProductMainIT {
  private static final int ROWS = 200_000;
  private static final int ROWS_PER_PART = 1_000;
  private static final String HEAP = "-Xmx80m";

  /** That of the image, which is also the quickest in so little memory. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  /** The body is larger than the whole heap, and so is what comes back. */
  @Test
  void twoHundredThousandRowsNeedNoMoreMemoryThanOne() throws Exception {
    TokenIssuer tokens = TokenIssuer.shared("http://issuer", "ecart", "secret");
    Vertx vertx = Vertx.vertx();
    int tokenPort = Await.get(tokens.listen(vertx, 0)).actualPort();
    int port = Ports.free();
    // A broker of its own, so that other tests need not read all these events.
    KafkaServer kafka = KafkaServer.start(KafkaOptions.throwAway());
    Process service =
        start(
            ProductServer.environment(
                Servers.freshDatabase(),
                tokenPort,
                Map.of(
                    "HTTP_PORT",
                    "" + port,
                    "LOG_FORMAT",
                    "text",
                    "KAFKA_BOOTSTRAP",
                    kafka.bootstrap())));
    try {
      Await.until(
          "the service", Duration.ofMinutes(2), () -> !service.isAlive() || Ports.isOpen(port));
      String token = tokens.mint("sam", List.of("staff"), Duration.ofHours(1));

      JsonObject report = send(port, token, BodyPublishers.ofByteArrays(ProductMainIT::rows));
      assertEquals(ROWS, report.getInteger("created"), () -> log() + report.encode());

      long rowsOut =
          CLIENT
              .send(request(port, token, "export").GET().build(), BodyHandlers.ofLines())
              .body()
              .filter(line -> line.startsWith("M-"))
              .count();
      assertEquals(ROWS, rowsOut, this::log);
    } finally {
      service.destroy();
      assertTrue(service.waitFor(1, TimeUnit.MINUTES), this::log);
      Await.get(vertx.close());
      kafka.close();
    }
    assertTrue(!log().contains("OutOfMemoryError"), this::log);
  }

  @Test
  void wrongSettingsStopItWithOneMessage() throws Exception {
    Process service =
        start(Map.of("ECART_HTTP_PORT", "99999", "ECART_AVAILABILITY_TIMEOUT", "soon"));

    assertTrue(service.waitFor(1, TimeUnit.MINUTES));

    assertEquals(1, service.exitValue());
    String message = log();
    for (String setting :
        List.of(
            "HTTP_PORT", "POSTGRES_URL", "KAFKA_BOOTSTRAP", "JWT_ISSUER", "AVAILABILITY_TIMEOUT")) {
      assertTrue(message.contains("ECART_" + setting), message);
    }
    assertTrue(!message.contains("\tat "), message);
  }

  private Process start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            COLLECTOR,
            "-cp",
            System.getProperty("java.class.path"),
            ProductMain.class.getName());
    File log = folder.resolve("log").toFile();
    builder.redirectErrorStream(true).redirectOutput(log);
    builder.environment().keySet().removeIf(key -> key.startsWith("ECART_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static JsonObject send(int port, String token, BodyPublisher body) throws Exception {
    HttpRequest request =
        request(port, token, "import").header("Content-Type", "text/csv").POST(body).build();
    return new JsonObject(CLIENT.send(request, BodyHandlers.ofString()).body());
  }

  private static HttpRequest.Builder request(int port, String token, String what) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/api/v1/products/" + what))
        .timeout(Duration.ofMinutes(10))
        .header("Authorization", "Bearer " + token);
  }

  /** Made as it is read: the test itself does not hold the rows either. */
  private static Iterator<byte[]> rows() {
    IntFunction<String> rows =
        part ->
            IntStream.range(part * ROWS_PER_PART, (part + 1) * ROWS_PER_PART)
                .mapToObj(ProductMainIT::row)
                .collect(Collectors.joining());
    return Stream.concat(
            Stream.of("sku,name,description,category,price,currency,colour\r\n"),
            IntStream.range(0, ROWS / ROWS_PER_PART).mapToObj(rows))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .iterator();
  }

  private static String row(int i) {
    return "M-%d,\"Lamp, \"\"%d\"\"\",\"glows\n%s\",Lights %d,%d.%d,EUR,red\r\n"
        .formatted(i, i, "glow".repeat(100), i % 50, i / 100, i % 100 / 10);
  }
}
