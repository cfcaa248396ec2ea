package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request, its problem names it, and nothing has moved. */
class BadInputIT {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private static final String TRANSFERS = "/api/v1/transfers";
  private static final String PURCHASES = "/api/v1/purchase-orders";
  private static final String ADJUSTMENTS = "/api/v1/stock/adjustments";
  private static final String LINES = "\"lines\": [{\"sku\": \"X\", \"quantity\": %s}]}";
  private static final Map<String, String> PATH_TO_BODY =
      Map.of(
          RESERVATIONS, "{\"reference\": \"x\", " + LINES,
          TRANSFERS, "{\"from\": \"main\", \"to\": \"shop\", " + LINES,
          PURCHASES, "{\"supplier\": \"Acme\", \"location\": \"main\", " + LINES);
  private static final List<String> NO_QUANTITIES =
      List.of(
          "0",
          "-1",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1.5",
          "1e3",
          "\"1\"",
          "true",
          "null");

  private static RunningInventory inventory;
  private String before = "";

  @BeforeAll
  static void start() {
    inventory = RunningInventory.start();
    location("shop");
    inventory.receive("X", 10);
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @BeforeEach
  void remember() {
    before = books();
  }

  @AfterEach
  void requireNothingMoved() {
    assertEquals(before, books());
    JsonArray drift =
        inventory.staff().get("/api/v1/stock/drift").expect(200).json().getJsonArray("items");
    assertEquals(new JsonArray(), drift);
  }

  /** All that could have moved; what a test moves itself is not for sale under the name of X. */
  private static String books() {
    String movements = "SELECT count(*) FROM movement WHERE sku LIKE 'X%'";
    String holds = "SELECT count(*) FROM reservation WHERE lines::text LIKE '%\"X%'";
    return inventory.number(movements) + " " + inventory.number(holds) + inventory.levels("X");
  }

  @Test
  void quantitiesThatAreNone() {
    PATH_TO_BODY.forEach(
        (path, body) -> {
          for (String quantity : NO_QUANTITIES) {
            Answer answer = postText(path, body.formatted(quantity));
            refused(answer, 422, "invalid_request", "/lines/0/quantity");
          }
        });
    String batch = "{\"reservations\": [{\"reference\": \"x\", " + LINES + "]}";
    Answer refused = postText(RESERVATIONS + "/batch", batch.formatted("9223372036854775808"));
    refused(refused, 422, "invalid_request", "/reservations/0/lines/0/quantity");
  }

  @Test
  void adjustmentsBeyondAllNumbers() {
    for (String name : List.of("delta", "countedQuantity", "unavailableDelta", "expectedOnHand")) {
      for (String number : List.of("9223372036854775808", "1.5", "\"1\"")) {
        String other = name.endsWith("delta") || name.startsWith("counted") ? "" : "\"delta\": 1, ";
        String body =
            "{\"sku\": \"X\", \"location\": \"main\", \"reason\": \"found\", %s\"%s\": %s}";
        refused(
            postText(ADJUSTMENTS, body.formatted(other, name, number)),
            422,
            "invalid_request",
            "/" + name);
      }
    }
    JsonObject body = new JsonObject().put("sku", "X").put("location", "main");
    body.put("reason", "found");
    for (long delta : List.of(1L << 31, -(1L << 31), Long.MAX_VALUE)) {
      Answer answer = inventory.staff().post(ADJUSTMENTS, body.copy().put("delta", delta));
      refused(answer, 422, "invalid_request", "/delta");
    }
    Answer counted = inventory.staff().post(ADJUSTMENTS, body.copy().put("countedQuantity", -1));
    refused(counted, 422, "invalid_request", "/countedQuantity");
  }

  @Test
  void tooManyLines() {
    JsonArray lines = new JsonArray(Collections.nCopies(10_001, line("X", 1)));
    PATH_TO_BODY.forEach(
        (path, body) -> {
          JsonObject many = new JsonObject(body.formatted("1")).put("lines", lines);
          refused(inventory.staff().post(path, many), 422, "invalid_request", "/lines");
        });
    JsonObject adjustments = new JsonObject().put("adjustments", lines);
    Answer all = inventory.staff().post(ADJUSTMENTS + "/batch", adjustments);
    refused(all, 422, "invalid_request", "/adjustments");
    JsonObject wish = RunningInventory.wish("x", "X", 1);
    JsonArray wishes = new JsonArray(Collections.nCopies(501, wish));
    JsonObject reservations = new JsonObject().put("reservations", wishes);
    Answer batch = inventory.service().post(RESERVATIONS + "/batch", reservations);
    refused(batch, 422, "invalid_request", "/reservations");
  }

  @Test
  void linesOfOneSkuAreTooManyTogether() {
    Answer held =
        inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "X", 6, "X", 5));
    JsonObject error = refused(held, 409, "insufficient_stock", "/lines/0");
    assertEquals(11, error.getInteger("requested"));
    assertEquals(10, error.getInteger("available"));
    JsonObject transfer =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("1"))
            .put("lines", new JsonArray().add(line("X", 6)).add(line("X", 5)));
    String id = inventory.staff().post(TRANSFERS, transfer).expect(201).json().getString("id");
    Answer shipped = inventory.staff().post(TRANSFERS + "/" + id + "/ship");
    assertEquals("insufficient_stock", shipped.expect(409).json().getString("code"));
  }

  @Test
  void skusThatNobodyKnows() {
    Answer held =
        inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "X", 1, "X-none", 1));
    JsonObject error = refused(held, 409, "insufficient_stock", "/lines/1");
    assertEquals("X-none", error.getString("sku"));
    assertEquals(0, error.getInteger("available"));
    JsonObject transfer =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("1"))
            .put("lines", new JsonArray().add(line("X-none", 1)));
    String id = inventory.staff().post(TRANSFERS, transfer).expect(201).json().getString("id");
    inventory.staff().post(TRANSFERS + "/" + id + "/ship").expect(409);
    inventory.staff().get("/api/v1/stock/X-nothing").expect(404);
    for (String sku : List.of("", "a b", "ü", "x".repeat(65), "a/b")) {
      Answer answer = inventory.service().post(RESERVATIONS, RunningInventory.wish("x", sku, 1));
      refused(answer, 422, "invalid_request", "/lines/0/sku");
    }
  }

  @Test
  void aLocationThatClosed() {
    location("attic");
    inventory.receive("attic-goods", "attic", 3);
    String held = inventory.hold("x", "attic-goods", 1).getString("id");
    close("attic");
    Answer more =
        inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "attic-goods", 1));
    assertEquals(0, refused(more, 409, "insufficient_stock", "/lines/0").getInteger("available"));
    JsonObject transfer =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("1")).put("to", "attic");
    refused(inventory.staff().post(TRANSFERS, transfer), 409, "illegal_state", "/to");
    JsonObject purchase =
        new JsonObject(PATH_TO_BODY.get(PURCHASES).formatted("1")).put("location", "attic");
    refused(inventory.staff().post(PURCHASES, purchase), 409, "illegal_state", "/location");
    inventory.service().post(RESERVATIONS + "/" + held + "/commit").expect(200);
    JsonObject away =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("2"))
            .put("from", "attic")
            .put("lines", new JsonArray().add(line("attic-goods", 2)));
    String id = inventory.staff().post(TRANSFERS, away).expect(201).json().getString("id");
    inventory.staff().post(TRANSFERS + "/" + id + "/ship").expect(200);
    inventory.staff().post(TRANSFERS + "/" + id + "/receive").expect(200);
    inventory.hold("x", "attic-goods", 2);
  }

  @Test
  void aLocationThatClosedBeforeTheGoodsLeft() {
    location("barn");
    location("yard");
    inventory.receive("barn-goods", 4);
    JsonObject transfer =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("1"))
            .put("lines", new JsonArray().add(line("barn-goods", 2)));
    String late = transfer(transfer.put("to", "barn"));
    String early = transfer(transfer.put("to", "yard"));
    inventory.staff().post(TRANSFERS + "/" + early + "/ship").expect(200);
    close("barn");
    close("yard");
    JsonObject refused =
        inventory.staff().post(TRANSFERS + "/" + late + "/ship").expect(409).json();
    assertEquals("illegal_state", refused.getString("code"));
    inventory.staff().post(TRANSFERS + "/" + early + "/receive").expect(200);
    assertEquals(4, inventory.levels("barn-goods").getInteger("onHand"));
    assertEquals(0, inventory.levels("barn-goods").getInteger("incoming"));
  }

  private static String transfer(JsonObject body) {
    return inventory.staff().post(TRANSFERS, body).expect(201).json().getString("id");
  }

  private static void close(String location) {
    inventory
        .staff()
        .with("If-Match", "*")
        .patch("/api/v1/locations/" + location, new JsonObject().put("active", false))
        .expect(200);
  }

  @Test
  void whatWasAnsweredBeforeALocationClosedIsAnsweredAgain() {
    location("loft");
    HttpProbe keyed = inventory.staff().with("Idempotency-Key", "to the loft");
    JsonObject transfer =
        new JsonObject(PATH_TO_BODY.get(TRANSFERS).formatted("1")).put("to", "loft");
    String id = keyed.post(TRANSFERS, transfer).expect(201).json().getString("id");
    close("loft");
    Answer again = keyed.post(TRANSFERS, transfer).expect(201);
    assertEquals(id, again.json().getString("id"));
    assertEquals("true", again.header("Idempotent-Replayed"));
  }

  @Test
  void keysThatWereUsedForSomethingElse() {
    for (String path : List.of(RESERVATIONS, TRANSFERS, PURCHASES)) {
      String body = PATH_TO_BODY.get(path).replace("\"X\"", "\"keyed\"");
      inventory.receive("keyed", 1);
      HttpProbe keyed = inventory.staff().with("Idempotency-Key", "used " + path);
      keyed.send("POST", path, "application/json", body.formatted("1")).expect(201);
      Answer other = keyed.send("POST", path, "application/json", body.formatted("2"));
      assertEquals("idempotency_mismatch", other.expect(422).json().getString("code"));
    }
    HttpProbe keyed = inventory.staff().with("Idempotency-Key", "used");
    JsonObject adjustment =
        line("keyed", 0).put("location", "main").put("delta", 1).put("reason", "found");
    adjustment.remove("quantity");
    keyed.post(ADJUSTMENTS, adjustment).expect(201);
    Answer other = keyed.post(ADJUSTMENTS, adjustment.put("delta", 2));
    assertEquals("idempotency_mismatch", other.expect(422).json().getString("code"));
    inventory
        .staff()
        .with("Idempotency-Key", "k".repeat(256))
        .post(ADJUSTMENTS, adjustment)
        .expect(422);
  }

  @Test
  void versionsThatAreNotTheLatest() {
    JsonObject name = new JsonObject().put("name", "A shop");
    for (String stale : List.of("\"0\"", "\"7\"", "\"-1\"")) {
      inventory.staff().with("If-Match", stale).patch("/api/v1/locations/shop", name).expect(412);
    }
    int status =
        inventory.staff().with("If-Match", "latest").patch("/api/v1/locations/shop", name).status();
    assertEquals(true, status == 412 || status == 422, "status " + status);
    assertEquals(
        1,
        inventory.staff().get("/api/v1/locations/shop").expect(200).json().getInteger("version"));
  }

  @Test
  void timesInThePast() {
    JsonObject purchase =
        new JsonObject(PATH_TO_BODY.get(PURCHASES).formatted("1"))
            .put("expectedAt", "2001-01-01T00:00:00Z");
    refused(inventory.staff().post(PURCHASES, purchase), 422, "invalid_request", "/expectedAt");
    for (long seconds : List.of(0L, -1L, 86_401L, 1L << 31, Long.MAX_VALUE)) {
      JsonObject wish = RunningInventory.wish("x", "X", 1).put("ttlSeconds", seconds);
      Answer answer = inventory.service().post(RESERVATIONS, wish);
      refused(answer, 422, "invalid_request", "/ttlSeconds");
    }
    String text = PATH_TO_BODY.get(RESERVATIONS).formatted("1");
    String wish = text.replace("}]}", "}], \"ttlSeconds\": 9223372036854775808}");
    refused(postText(RESERVATIONS, wish), 422, "invalid_request", "/ttlSeconds");
  }

  private static Answer postText(String path, String body) {
    return inventory.staff().send("POST", path, "application/json", body);
  }

  /** The first thing that a problem names. */
  private static JsonObject refused(Answer answer, int status, String code, String pointer) {
    JsonObject problem = answer.expect(status).json();
    assertEquals("application/problem+json", answer.contentType());
    assertEquals(code, problem.getString("code"));
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals(pointer, error.getString("pointer"), answer.text());
    return error;
  }

  private static JsonObject line(String sku, int quantity) {
    return new JsonObject().put("sku", sku).put("quantity", quantity);
  }

  private static void location(String code) {
    JsonObject body = new JsonObject().put("code", code).put("name", code).put("priority", 900);
    inventory.staff().post("/api/v1/locations", body).expect(201);
  }
}
