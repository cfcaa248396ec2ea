package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Routes and answers are those of the contract; other tests hold their own exchanges against it.
 */
class ContractIT {
  private static RunningInventory inventory;
  private final ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));

  @BeforeAll
  static void start() {
    inventory = RunningInventory.start();
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @Test
  void routesAreThoseOfTheContract() {
    contract.requireRoutes(inventory.verticle().routes());
  }

  @Test
  void whatIsNotForEverybodyIsForStaffOnly() {
    List<String> open =
        List.of("GET /api/v1/stock", "GET /api/v1/stock/{sku}", "GET /api/v1/stock/stream");
    contract.requireClosed(inventory.anyone(), 401, open);
    contract.requireClosed(inventory.customer(), 403, open);
  }

  @Test
  void theContractIsServed() {
    for (String prefix :
        List.of("stock", "reservations", "locations", "transfers", "purchase-orders")) {
      Answer contract =
          HttpProbe.at(inventory.verticle().port())
              .get("/api/v1/" + prefix + "/openapi.yaml")
              .expect(200);
      assertEquals("application/yaml", contract.contentType());
    }
  }

  @Test
  void badBodiesAreProblems() {
    HttpProbe staff = inventory.staff();
    String path = "/api/v1/stock/adjustments";
    staff.send("POST", path, "application/json", "{\"sku\": ").expect(400);
    staff.send("POST", path, "text/plain", "hello").expect(415);
    JsonObject unknown =
        new JsonObject()
            .put("sku", "A")
            .put("location", "main")
            .put("delta", 1)
            .put("reason", "found")
            .put("colour", "red");
    JsonObject problem = staff.post(path, unknown).expect(422).json();
    assertEquals("/colour", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    inventory.anyone().get("/api/v1/nothing").expect(404);
    inventory.anyone().delete("/api/v1/stock/A").expect(405);
  }

  @Test
  void hugeBodiesAreRefused() {
    JsonObject huge = new JsonObject().put("note", "x".repeat(1 << 20));
    String nobody = "/" + RunningInventory.newId();
    for (String path :
        List.of(
            "/api/v1/stock/adjustments",
            "/api/v1/stock/adjustments/batch",
            "/api/v1/stock/drift/repair",
            "/api/v1/reservations",
            "/api/v1/reservations/batch",
            "/api/v1/reservations/batch-release",
            "/api/v1/reservations" + nobody + "/extend",
            "/api/v1/reservations" + nobody + "/commit",
            "/api/v1/locations",
            "/api/v1/transfers",
            "/api/v1/transfers" + nobody + "/ship",
            "/api/v1/transfers" + nobody + "/receive",
            "/api/v1/purchase-orders",
            "/api/v1/purchase-orders" + nobody + "/receive")) {
      JsonObject problem = inventory.admin().post(path, huge).expect(413).json();
      assertEquals("payload_too_large", problem.getString("code"));
    }
  }

  @Test
  void hugeRequestsAreRefused() {
    JsonArray lines = new JsonArray();
    for (int i = 0; i < 10_001; i++) {
      lines.add(new JsonObject().put("sku", "S" + i).put("quantity", 1));
    }
    JsonObject wish = new JsonObject().put("reference", "x").put("lines", lines);
    inventory.service().post("/api/v1/reservations", wish).expect(422);
    for (long quantity : new long[] {0, -1, 1L << 31, Long.MAX_VALUE}) {
      inventory
          .service()
          .post("/api/v1/reservations", RunningInventory.wish("x", "A", quantity))
          .expect(422);
    }
    String beyond =
        "{\"reference\": \"x\", \"lines\": [{\"sku\": \"A\", \"quantity\": 9223372036854775808}]}";
    inventory
        .service()
        .send("POST", "/api/v1/reservations", "application/json", beyond)
        .expect(422);
  }

  @Test
  void batchReleaseAnswersEachOnItsOwn() {
    inventory.receive("C1", 2);
    String held = inventory.hold("x", "C1", 1).getString("id");
    String committed = inventory.hold("x", "C1", 1).getString("id");
    inventory.service().post("/api/v1/reservations/" + committed + "/commit").expect(200);
    JsonArray ids = new JsonArray().add(held).add(committed).add(RunningInventory.newId());
    JsonArray results =
        inventory
            .service()
            .post("/api/v1/reservations/batch-release", new JsonObject().put("ids", ids))
            .expect(200)
            .json()
            .getJsonArray("results");
    List<Integer> statuses =
        results.stream().map(each -> ((JsonObject) each).getInteger("status")).toList();
    assertEquals(List.of(204, 409, 404), statuses);
    assertEquals(1, inventory.levels("C1").getInteger("available"));
  }

  @Test
  void aBatchReleaseWithAKeyIsAnsweredAgain() {
    inventory.receive("C2", 2);
    JsonArray ids = new JsonArray().add(inventory.hold("x", "C2", 1).getString("id"));
    HttpProbe keyed = inventory.service().with("Idempotency-Key", "release-1");
    String path = "/api/v1/reservations/batch-release";
    Answer first = keyed.post(path, new JsonObject().put("ids", ids)).expect(200);
    assertEquals(2, inventory.levels("C2").getInteger("available"));
    Answer again = keyed.post(path, new JsonObject().put("ids", ids)).expect(200);
    assertEquals(first.text(), again.text());
    assertEquals("true", again.header("Idempotent-Replayed"));
    JsonObject other = new JsonObject().put("ids", ids.copy().add(RunningInventory.newId()));
    assertEquals(
        "idempotency_mismatch", keyed.post(path, other).expect(422).json().getString("code"));
    JsonObject nothing = inventory.service().post(path, new JsonObject()).expect(422).json();
    assertEquals("/ids", nothing.getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  @Test
  void healthNamesDependencies() {
    JsonObject ready =
        HttpProbe.at(inventory.verticle().managementPort()).get("/health/ready").expect(200).json();
    assertEquals(
        true, ready.getJsonObject("checks").getJsonObject("postgres").getBoolean("needed"));
    assertEquals(false, ready.getJsonObject("checks").getJsonObject("redis").getBoolean("needed"));
  }
}
