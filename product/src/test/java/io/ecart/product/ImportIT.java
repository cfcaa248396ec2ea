package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows in and out, good ones and bad ones. */
class ImportIT {
  private static final String IMPORT = "/api/v1/products/import";
  private static final String EXPORT = "/api/v1/products/export";

  private static ProductServer server;

  @BeforeAll
  static void start() {
    server = new ProductServer(Map.of("IMPORT_BATCH_ROWS", "7", "IMPORT_MAX_ERRORS", "20"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void brokenRowsAreNamedByLineAndTheOthersAreTaken() {
    String csv =
        """
        \uFEFFsku,name,price,currency,category
        R-1,One,1.00,EUR,broken
        R-2,"Two,1.00,EUR,broken
        R-3,Three,1.00,EUR,broken
        R-4,"Fo"ur,1.00,EUR,broken
        R-5,Five,1.00,EUR,broken
        R-6,,1.00,EUR,broken
        R-7,Seven,1.00
        R-8,Eight,abc,EUR,broken
        R/9,Nine,1.00,EUR,broken
        R-10,"Ten
        and more",1.00,EUR,broken
        R-11,Eleven,1.00,EUR,broken\
        """
            .replace("\n", "\r\n");

    JsonObject report = csv(csv);

    // The quote of line 3 closes in line 5, which is when it is known to be out of place.
    assertEquals(
        List.of(
            "3 R-2 quotes",
            "5 R-4 quotes",
            "7 R-6 required",
            "8 R-7 columns",
            "9 R-8 format",
            "10 R/9 format"),
        errors(report));
    assertEquals(5, report.getInteger("created"));
    assertEquals(6, report.getInteger("failed"));
    assertEquals(List.of("R-1", "R-10", "R-11", "R-3", "R-5"), skus("category=broken&sort=sku"));
    assertEquals(
        "Ten\r\nand more", server.staff().get("/api/v1/products/R-10").json().getString("name"));
  }

  @Test
  void aWrongEncodingIsAnErrorOfItsRows() {
    byte[] latin = "E-1,Gl\u00fchlampe,1,EUR\n".getBytes(StandardCharsets.ISO_8859_1);
    Buffer body =
        Buffer.buffer("sku,name,price,currency\n")
            .appendBytes(latin)
            .appendString("E-2,Gl\u00fchlampe,1,EUR\n");

    JsonObject report = send("text/csv", body);

    assertEquals(List.of("2 E-1 encoding"), errors(report));
    assertEquals(1, report.getInteger("created"));
    Buffer utf16 = Buffer.buffer("sku,name\n".getBytes(StandardCharsets.UTF_16));
    assertEquals(400, response("text/csv", utf16).statusCode());
    server.staff().send("POST", IMPORT, "text/csv; charset=iso-8859-1", "sku\n").expect(415);
  }

  @Test
  void anUnusableHeaderIsRefusedAndNothingTaken() {
    for (String header : List.of("name,price", "sku;name", "sku,sku", "sku,price", "\"sku\"x")) {
      Answer answer =
          server.staff().send("POST", IMPORT, "text/csv", header + "\nH-1,x\n").expect(422);
      assertEquals("invalid_request", answer.json().getString("code"));
    }
    server.staff().send("POST", IMPORT, "text/csv", "").expect(422);
    server.guest().get("/api/v1/products/H-1").expect(404);
  }

  @Test
  void whatDoesNotChangeWritesAndTellsNothing() {
    String csv = "sku,name,price,currency\nU-1,One,1.00,EUR\nU-2,Two,1.00,EUR\n";
    assertEquals(2, csv(csv).getInteger("created"));

    JsonObject again = csv(csv.replace("Two", "Zwei"));

    assertEquals(1, again.getInteger("unchanged"));
    assertEquals(1, again.getInteger("updated"));
    try (EventRecorder events =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(Change.TOPIC))) {
      events.awaitType("io.ecart.product.updated.v1", "U-2");
      assertEquals(1, events.byKey("U-1").size());
    }
    assertEquals(1, server.staff().get("/api/v1/products/U-1").json().getLong("version"));
  }

  @Test
  void ndjsonIsTakenAndGivenOut() {
    String rows =
        """
        {"sku":"N-1","name":"One","price":{"amount":1,"currency":"JPY"},"category":"nd",\
        "attributes":{"colour ":"red","weight":1.5,"fragile":false},"options":{" size":"M"}}
        {"sku":"N-2","name":"Two","price":{"amount":1.5,"currency":"EUR"}}
        {"sku":"N-3","name":"Three","price":{"amount":1,"currency":"EUR"},"weight":1}
        {broken
        {"sku":"N-4","name":"Four","price":{"amount":1,"currency":"KWD"},"category":"nd"}\
        """;

    JsonObject report =
        server.staff().send("POST", IMPORT, "application/x-ndjson", rows).expect(200).json();

    assertEquals(List.of("2 N-2 type", "3 N-3 unknown", "4 null format"), errors(report));
    assertEquals(2, report.getInteger("created"));
    for (String format : List.of("ndjson", "csv")) {
      Answer out = server.staff().get(EXPORT + "?category=nd&format=" + format).expect(200);
      String type = out.contentType();
      JsonObject again = server.staff().send("POST", IMPORT, type, out.text()).expect(200).json();
      assertEquals(2, again.getInteger("unchanged"), format + out.text());
    }
  }

  @Test
  void theFormatOfAnExportFollowsAccept() {
    HttpProbe staff = server.staff();
    assertEquals("text/csv", staff.get(EXPORT).expect(200).contentType());
    assertEquals(
        "application/x-ndjson",
        staff.with("Accept", "application/x-ndjson").get(EXPORT).expect(200).contentType());
    staff.get(EXPORT + "?format=xml").expect(422);
    staff.get(EXPORT + "?colour=red").expect(422);
    HttpProbe unrecorded = HttpProbe.at(server.port()).as(server.staffToken());
    assertEquals("", unrecorded.get(EXPORT + "?category=none&format=ndjson").expect(200).text());
  }

  @Test
  void errorsAreListedUpToABoundAndAllAreCounted() {
    StringBuilder csv = new StringBuilder("sku,name,price,currency\n");
    for (int i = 0; i < 100; i++) {
      csv.append("bad sku,x,1,EUR\n");
    }
    JsonObject report = csv(csv.toString());

    assertEquals(100, report.getInteger("failed"));
    assertEquals(20, report.getJsonArray("errors").size());
  }

  @Test
  void importsOfTheSameSkusDoNotDisturbEachOther() {
    StringBuilder csv = new StringBuilder("sku,name,price,currency\n");
    for (int i = 0; i < 60; i++) {
      csv.append("C-").append(i).append(",Name,1,EUR\n");
    }
    String forward = csv.toString();
    String backward =
        "sku,name,price,currency\n"
            + forward
                .lines()
                .skip(1)
                .sorted(java.util.Comparator.reverseOrder())
                .reduce("", (all, line) -> all + line + "\n");

    List<CompletableFuture<Answer>> answers =
        List.of(
            server.staff().sendAsync("POST", IMPORT, "text/csv", forward),
            server.staff().sendAsync("POST", IMPORT, "text/csv", backward),
            server.staff().sendAsync("POST", IMPORT, "text/csv", forward));

    int created = 0;
    int unchanged = 0;
    for (CompletableFuture<Answer> answer : answers) {
      JsonObject report = answer.join().expect(200).json();
      created += report.getInteger("created");
      unchanged += report.getInteger("unchanged");
    }
    assertEquals(60, created);
    assertEquals(120, unchanged);
  }

  @Test
  void aClientThatLeavesKeepsWhatWasTaken() {
    NetSocket socket =
        Await.get(server.vertx().createNetClient().connect(server.port(), "127.0.0.1"));
    StringBuilder rows = new StringBuilder("sku,name,price,currency\n");
    for (int i = 0; i < 20; i++) {
      rows.append("G-").append(i).append(",Gone,1,EUR\n");
    }
    Await.get(
        socket.write(
            "POST /api/v1/products/import HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                + "Authorization: Bearer "
                + server.staffToken()
                + "\r\nContent-Length: 1000000\r\n\r\n"
                + rows));
    Await.until("the first batches", () -> found("G-13"));
    Await.get(socket.close());

    assertTrue(found("G-0"));
    assertEquals(20, csv(rows.toString()).getInteger("created") + 14);
  }

  @Test
  void anExportWaitsForItsClient() {
    server.sql(
        "INSERT INTO product (sku, name, description, category, price_minor, currency, status,"
            + " options, attributes, images, version, created_at, updated_at)"
            + " SELECT 'X-' || i, 'Big', repeat('word ', 2000), 'big', 1, 'EUR', 'active',"
            + " '{}', '{}', '[]', 1, now(), now() FROM generate_series(1, 3000) i");
    HttpClientResponse response =
        Await.get(
            server
                .vertx()
                .createHttpClient()
                .request(
                    new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setPort(server.port())
                        .setHost("127.0.0.1")
                        .setURI(EXPORT + "?category=big")
                        .putHeader("Authorization", "Bearer " + server.staffToken()))
                .compose(request -> request.send().map(HttpClientResponse::pause)));

    // While it waits, the service goes on serving others.
    assertEquals(200, server.guest().get("/api/v1/products/X-1").status());
    AtomicReference<Buffer> all = new AtomicReference<>();
    response.body().onSuccess(all::set);
    response.resume();
    Await.until("the whole export", () -> all.get() != null);
    assertEquals(3_001, all.get().toString().lines().count());
  }

  private static boolean found(String sku) {
    return server.guest().get("/api/v1/products/" + sku).status() == 200;
  }

  private static JsonObject csv(String text) {
    return server.staff().send("POST", IMPORT, "text/csv", text).expect(200).json();
  }

  private static JsonObject send(String type, Buffer body) {
    return Await.get(response(type, body).body()).toJsonObject();
  }

  private static HttpClientResponse response(String type, Buffer body) {
    return Await.get(
        server
            .vertx()
            .createHttpClient()
            .request(
                new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setPort(server.port())
                    .setHost("127.0.0.1")
                    .setURI(IMPORT)
                    .putHeader("Content-Type", type)
                    .putHeader("Authorization", "Bearer " + server.staffToken()))
            .compose(request -> request.send(body).compose(answer -> answer.body().map(answer))));
  }

  private static List<String> skus(String query) {
    return server.staff().get("/api/v1/products?" + query).json().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("sku"))
        .toList();
  }

  private static List<String> errors(JsonObject report) {
    return report.getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(e -> e.getInteger("line") + " " + e.getString("sku") + " " + e.getString("code"))
        .toList();
  }
}
