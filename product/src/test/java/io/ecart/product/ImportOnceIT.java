package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports with an idempotency key, at two instances of the service. */
class ImportOnceIT {
  private static final String IMPORT = "/api/v1/products/import";
  private static final String HEADER = "sku,name,price,currency\n";

  private static ProductServer server;
  private static ProductServer other;

  @BeforeAll
  static void start() {
    String database = Servers.freshDatabase();
    Map<String, String> settings =
        Map.of(
            "IMPORT_BATCH_ROWS", "1", "CATALOGUE_REMEMBERED", "0s", "HTTP_MAX_BODY_BYTES", "1024");
    server = new ProductServer(database, settings);
    other = new ProductServer(database, settings);
  }

  @AfterAll
  static void stop() {
    other.close();
    server.close();
  }

  @Test
  void aRepeatGivesTheFirstReportAndWritesNothing() {
    String csv = HEADER + "R-1,One,1.00,EUR\nR-2,,1.00,EUR\n";
    Answer first = importing(server, "repeat", csv).expect(200);
    assertNull(first.header("Idempotent-Replayed"));
    change("R-1", "Changed");

    Answer again = importing(other, "repeat", csv).expect(200);

    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals("application/json", again.contentType());
    assertEquals(first.text(), again.text());
    assertEquals(1, again.json().getInteger("created"));
    assertEquals("Changed", name("R-1"));
  }

  @Test
  void aBodyOverTheLimitOfOthersIsToldApartByItsLastByte() {
    String csv = HEADER + ("L-1," + "x".repeat(300) + ",1.00,EUR\n").repeat(300);
    assertEquals(299, importing(server, "long", csv).expect(200).json().getInteger("unchanged"));

    Answer again = importing(server, "long", csv).expect(200);
    Answer mismatch = importing(server, "long", csv + "\n").expect(422);

    assertEquals(299, again.json().getInteger("unchanged"));
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals("idempotency_mismatch", code(mismatch));
  }

  @Test
  void anotherBodyOrFormatUnderTheKeyIsRefusedAndWritesNothing() {
    importing(server, "other", HEADER + "M-1,One,1.00,EUR\n").expect(200);

    Answer body = importing(server, "other", HEADER + "M-1,Two,1.00,EUR\n").expect(422);
    Answer format =
        keyed(server, "other")
            .send("POST", IMPORT, "application/x-ndjson", HEADER + "M-1,One,1.00,EUR\n")
            .expect(422);

    assertEquals("idempotency_mismatch", code(body));
    assertEquals("idempotency_mismatch", code(format));
    assertEquals("One", name("M-1"));
  }

  @Test
  void whileTheFirstRunsOthersAreRefusedAtEveryInstance() {
    String csv = HEADER + "F-1,One,1.00,EUR\nF-2,Two,1.00,EUR\n";
    String begun = csv.substring(0, csv.length() - 5);
    Started first = new Started("flight", csv.length(), begun);
    Await.until("the first row", () -> found("F-1"));

    assertEquals("idempotency_in_flight", code(importing(other, "flight", csv).expect(409)));
    assertEquals("idempotency_in_flight", code(importing(server, "flight", csv).expect(409)));

    first.write(csv.substring(begun.length()));
    Await.until("the report", () -> first.answer().contains("\"created\":2"));
    Answer again = importing(other, "flight", csv).expect(200);
    assertEquals(2, again.json().getInteger("created"));
    assertEquals("true", again.header("Idempotent-Replayed"));
  }

  @Test
  void aClientThatLeavesFreesItsKey() {
    String csv = HEADER + "G-1,One,1.00,EUR\nG-2,Two,1.00,EUR\n";
    Started first = new Started("gone", csv.length(), csv.substring(0, csv.length() - 5));
    Await.until("the first row", () -> found("G-1"));
    first.leave();

    AtomicReference<Answer> again = new AtomicReference<>();
    Await.until(
        "the key to be free",
        () -> {
          again.set(importing(other, "gone", csv));
          return again.get().status() == 200;
        });

    assertNull(again.get().header("Idempotent-Replayed"));
    assertEquals(1, again.get().json().getInteger("created"));
  }

  @Test
  void anImportThatLostItsLockStoresNothing() {
    String csv = HEADER + "K-1,One,1.00,EUR\nK-2,Two,1.00,EUR\n";
    String begun = csv.substring(0, csv.length() - 5);
    Started first = new Started("lost", csv.length(), begun);
    Await.until("the first row", () -> found("K-1"));
    // All advisory locks of this database but the outbox relay's.
    server.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            + (" AND classid <> (" + OutboxRelay.LOCK + "::bigint >> 32)::oid")
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

    first.write(csv.substring(begun.length()));

    Await.until("a refusal", () -> first.answer().startsWith("HTTP/1.1 503"));
    Answer again = importing(other, "lost", csv).expect(200);
    assertNull(again.header("Idempotent-Replayed"));
    assertEquals(2, again.json().getInteger("unchanged"));
  }

  @Test
  void whatIsInvalidIsNotStored() {
    importing(server, "header", "name\nOne\n").expect(422);

    Answer good = importing(server, "header", HEADER + "H-1,One,1.00,EUR\n").expect(200);

    assertNull(good.header("Idempotent-Replayed"));
    assertEquals(1, good.json().getInteger("created"));
  }

  @Test
  void theKeyIsLookedAtFirst() {
    HttpProbe staff = server.staff().with("Idempotency-Key", "k".repeat(256));

    Answer answer = staff.send("POST", IMPORT, "text/plain", "x").expect(422);

    assertEquals(
        "Idempotency-Key",
        answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  private static Answer importing(ProductServer at, String key, String csv) {
    return keyed(at, key).send("POST", IMPORT, "text/csv", csv);
  }

  /** The same caller at either instance. */
  private static HttpProbe keyed(ProductServer at, String key) {
    return at.staff().with("Idempotency-Key", key);
  }

  private static String code(Answer problem) {
    return problem.json().getString("code");
  }

  private static boolean found(String sku) {
    return server.guest().get("/api/v1/products/" + sku).status() == 200;
  }

  private static String name(String sku) {
    return server.guest().get("/api/v1/products/" + sku).expect(200).json().getString("name");
  }

  private static void change(String sku, String name) {
    JsonObject body = new JsonObject().put("name", name);
    server.staff().with("If-Match", "*").patch("/api/v1/products/" + sku, body).expect(200);
  }

  /** An import whose body does not come all at once. */
  private static final class Started {
    private final NetSocket socket;
    private final StringBuffer answer = new StringBuffer();

    Started(String key, int length, String begin) {
      socket = Await.get(server.vertx().createNetClient().connect(server.port(), "127.0.0.1"));
      socket.handler(bytes -> answer.append(bytes));
      write(
          ("POST /api/v1/products/import HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                  + ("Idempotency-Key: " + key + "\r\n")
                  + ("Authorization: Bearer " + server.staffToken() + "\r\n"))
              + ("Content-Length: " + length + "\r\n\r\n" + begin));
    }

    void write(String text) {
      Await.get(socket.write(text));
    }

    void leave() {
      Await.get(socket.close());
    }

    String answer() {
      return answer.toString();
    }
  }
}
