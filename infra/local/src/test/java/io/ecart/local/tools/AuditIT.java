package io.ecart.local.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.local.demo.ShopClient;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit of a shop whose books say what a test tells them to. */
class AuditIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong looks = new AtomicLong();
  private volatile JsonArray drift = new JsonArray();
  private volatile String status = "confirmed";
  private volatile long shipped;
  private volatile long allocated = 3;
  private volatile long allocatedMorePerLook;
  private volatile long onHand = 10;
  private ShopClient staff;

  @BeforeEach
  void open() {
    HttpServer server =
        Await.get(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    staff = new ShopClient("http://127.0.0.1:" + server.actualPort(), "sam");
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  private void answer(HttpServerRequest request) {
    JsonObject body =
        switch (request.path()) {
          case "/api/v1/auth/token" -> new JsonObject().put("access_token", "secret");
          case "/api/v1/stock/drift" -> new JsonObject().put("items", drift);
          case "/api/v1/orders" -> page(order());
          default -> page(level(allocated + allocatedMorePerLook * looks.incrementAndGet()));
        };
    request.response().end(body.toBuffer());
  }

  private static JsonObject page(JsonObject item) {
    return new JsonObject().put("items", new JsonArray().add(item)).putNull("next");
  }

  private JsonObject order() {
    JsonObject line = new JsonObject().put("sku", "MUG").put("quantity", 3).put("shipped", shipped);
    return new JsonObject().put("status", status).put("lines", new JsonArray().add(line));
  }

  private JsonObject level(long promised) {
    return new JsonObject()
        .put("sku", "MUG")
        .put("onHand", onHand)
        .put("reserved", 2)
        .put("allocated", promised)
        .put("unavailable", 0);
  }

  private Audit.Findings audit() {
    return new Audit(staff, PATIENCE, Instant.EPOCH).run();
  }

  @Test
  void booksThatAgreeAreClean() {
    Audit.Findings findings = audit();

    assertTrue(findings.isClean(), () -> findings.faults().toString());
    assertEquals(1, findings.orders());
    assertEquals(1, findings.skus());
    assertEquals(2, findings.held());
    assertEquals(0, findings.unsettled());
  }

  @Test
  void shippedAndCancelledUnitsAreNotAwaited() {
    shipped = 2;
    allocated = 1;
    assertTrue(audit().isClean());

    status = "cancelled";
    allocated = 0;
    assertTrue(audit().isClean());
  }

  @Test
  void aPromiseTooFewIsFound() {
    allocated = 2;

    assertEquals(List.of("MUG: orders await 3, levels promise 2"), audit().faults());
  }

  @Test
  void aPromiseToACancelledOrderIsFound() {
    status = "cancelled";

    assertEquals(List.of("MUG: orders await 0, levels promise 3"), audit().faults());
  }

  @Test
  void aLevelBelowZeroIsFound() {
    onHand = -1;

    assertEquals(List.of("MUG: onHand is -1"), audit().faults());
  }

  @Test
  void whatTheShopFindsItselfIsPassedOn() {
    drift = new JsonArray().add(new JsonObject().put("sku", "MUG"));

    assertEquals(List.of("drift: {\"sku\":\"MUG\"}"), audit().faults());
  }

  @Test
  void aSkuThatIsBeingSoldIsNoFault() {
    allocatedMorePerLook = 1;

    Audit.Findings findings = audit();

    assertTrue(findings.isClean(), () -> findings.faults().toString());
    assertEquals(1, findings.unsettled());
  }
}
