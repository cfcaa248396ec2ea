package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lineId;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a step of an order, its problem names it, and nothing has changed. */
class BadInputIT {
  private static final List<String> NO_QUANTITIES =
      List.of(
          "0",
          "-1",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1.5",
          "\"1\"",
          "null");

  private static OrderWorld world;
  private JsonObject placed;
  private JsonObject shipped;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    world.product.sells("OLD", 50, "EUR", "archived").sells("USD", 50, "USD", "active");
    world.inventory.stock("USD", 9).stock("OLD", 9);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void place() {
    placed = world.place(line("A", 4), line("B", 1));
    JsonObject other = world.place(line("A", 4));
    world.ship(other, units(other, 0, 2));
    shipped = world.get(other);
  }

  @AfterEach
  void requireNothingChanged() {
    assertEquals(placed, world.get(placed));
    assertEquals(shipped, world.get(shipped));
  }

  @Test
  void quantitiesThatAreNone() {
    for (String quantity : NO_QUANTITIES) {
      String sku = "{\"lines\": [{\"sku\": \"A\", \"quantity\": " + quantity + "}]}";
      invalid(patchText(sku), "/lines/0/quantity");
      String all = order(line("A", 1)).encode().replace(":1}", ":" + quantity + "}");
      invalid(postText("/api/v1/orders", all), "/lines/0/quantity");
      String body =
          "{\"reason\": \"x\", \"lines\": [{\"lineId\": \"%s\", \"quantity\": %s}]}"
              .formatted(lineId(shipped, 0), quantity);
      invalid(postText(path(shipped) + "/returns", body), "/lines/0/quantity");
      String parcel = body.replace("\"reason\": \"x\", ", "");
      invalid(postText(path(shipped) + "/shipments", parcel), "/lines/0/quantity");
    }
  }

  @Test
  void tooManyLines() {
    JsonArray skus = new JsonArray(Collections.nCopies(10_001, line("A", 1)));
    invalid(patchText(new JsonObject().put("lines", skus).encode()), "/lines");
    JsonArray parts = new JsonArray(Collections.nCopies(10_001, units(shipped, 0, 1)));
    JsonObject many = new JsonObject().put("lines", parts);
    invalid(world.as("sam").post(path(shipped) + "/shipments", many), "/lines");
    JsonObject back = many.copy().put("reason", "x");
    invalid(world.as("sam").post(path(shipped) + "/returns", back), "/lines");
  }

  @Test
  void moreThanThereIsInTwoLinesTogether() {
    JsonObject parcel = lines(units(shipped, 0, 1), units(shipped, 0, 2));
    JsonObject error = refused(world.as("sam").post(path(shipped) + "/shipments", parcel), 409);
    assertEquals("/lines/1/quantity", error.getString("pointer"));
    assertEquals(3, error.getInteger("requested"));
    assertEquals(2, error.getInteger("available"));
    JsonObject back = parcel.copy().put("reason", "x");
    refused(world.as("sam").post(path(shipped) + "/returns", back), 409);
    JsonObject most = units(shipped, 0, 1_000_000);
    JsonObject over = lines(most, most);
    invalid(world.as("sam").post(path(shipped) + "/shipments", over), "/lines/1/quantity");
    over.put("reason", "x");
    invalid(world.as("sam").post(path(shipped) + "/returns", over), "/lines/1/quantity");
    invalid(
        world.as("sam").post(path(shipped) + "/shipments", lines(units(placed, 0, 1))),
        "/lines/0/lineId");
  }

  @Test
  void skusThatAreNotSold() {
    for (String sku : List.of("NONE", "OLD")) {
      invalid(patchText(lines(line("A", 4), line(sku, 1)).encode()), "/lines/1/sku");
    }
    assertEquals(9, world.inventory.available("OLD"));
  }

  @Test
  void partsThatAnOrderCannotDoWithout() {
    JsonObject wish = lines(line("A", 2)).put("contact", new JsonObject().putNull("phone"));
    for (String part : List.of("lines", "contact", "shippingAddress")) {
      invalid(patchText(wish.copy().putNull(part).encode()), "/" + part);
      invalid(patchText(new JsonObject().putNull(part).encode()), "/" + part);
    }
  }

  @Test
  void otherCurrencies() {
    JsonObject dollars = new JsonObject().put("amount", 100).put("currency", "USD");
    invalid(
        world.as("alice").post("/api/v1/orders", order(line("A", 1), line("USD", 1))),
        "/lines/1/sku");
    invalid(patchText(lines(line("A", 4), line("USD", 1)).encode()), "/lines/1/sku");
    Answer total =
        world.as("alice").post("/api/v1/orders", order(line("A", 1)).put("expectedTotal", dollars));
    assertEquals("/expectedTotal", refused(total, 409).getString("pointer"));
    for (String none : List.of("eur", "EURO", "", "12€")) {
      JsonObject money = new JsonObject().put("amount", 100).put("currency", none);
      Answer answer =
          world.as("alice").post("/api/v1/orders", order(line("A", 1)).put("expectedTotal", money));
      invalid(answer, "/expectedTotal/currency");
    }
    assertEquals(9, world.inventory.available("USD"));
  }

  @Test
  void keysThatWereUsedForSomethingElse() {
    JsonObject order = world.place(line("A", 3));
    mismatch(path(order) + "/shipments", lines(units(order, 0, 1)), lines(units(order, 0, 2)));
    JsonObject one = lines(units(order, 0, 1)).put("reason", "x");
    mismatch(path(order) + "/returns", one, one.copy().put("reason", "y"));
    String other = path(world.place(line("A", 1)));
    JsonObject why = new JsonObject().put("reason", "x");
    mismatch(other + "/cancel", why, new JsonObject().put("reason", "y"));
    JsonObject shipments = world.as("sam").get(path(order) + "/shipments").expect(200).json();
    assertEquals(1, shipments.getJsonArray("items").size());
  }

  private static void mismatch(String path, JsonObject body, JsonObject another) {
    HttpProbe keyed = world.as("sam").with("Idempotency-Key", UUID.randomUUID().toString());
    int status = keyed.post(path, body).status();
    assertEquals(2, status / 100, path);
    JsonObject problem = keyed.post(path, another).expect(422).json();
    assertEquals("idempotency_mismatch", problem.getString("code"));
  }

  @Test
  void versionsThatAreNotTheLatest() {
    JsonObject wish = lines(line("A", 1));
    for (String stale : List.of("\"0\"", "\"2\"", "\"-1\"")) {
      Answer answer = world.as("alice").with("If-Match", stale).patch(path(placed), wish);
      assertEquals("version_mismatch", answer.expect(412).json().getString("code"));
    }
    world.as("alice").patch(path(placed), wish).expect(428);
  }

  @Test
  void stepsThatAreTakenTwice() {
    JsonObject reason = new JsonObject().put("reason", "x");
    JsonObject gone = world.place(line("A", 1));
    world.as("alice").post(path(gone) + "/cancel", reason).expect(200);
    refused(world.as("alice").post(path(gone) + "/cancel", reason), 409);
    refused(world.as("sam").post(path(gone) + "/shipments", lines(units(gone, 0, 1))), 409);
    refused(world.as("alice").post(path(shipped) + "/cancel", reason), 409);
    Answer revised =
        world.as("alice").with("If-Match", "*").patch(path(shipped), lines(line("A", 1)));
    refused(revised, 409);
  }

  @Test
  void idsOfOrdersFromWhoMustNotAskForThem() {
    String path = "/api/v1/orders/existence";
    JsonObject ids = new JsonObject().put("ids", List.of(UUID.randomUUID().toString()));
    for (String user : List.of("alice", "sam", "ada")) {
      assertEquals(
          "forbidden", world.as(user).post(path, ids).expect(403).json().getString("code"));
    }
    world.probe().post(path, ids).expect(401);
    world.asService().post(path, ids).expect(200);
    for (JsonObject none : List.of(new JsonObject(), new JsonObject().putNull("ids"))) {
      Answer answer = world.asService().post(path, none);
      invalid(answer, "/ids");
      assertEquals("required", refused(answer, 422).getString("code"));
    }
  }

  @Test
  void timesThatAreNone() {
    for (String time : List.of("yesterday", "2026-02-30T00:00:00Z", "1767225600")) {
      Answer answer = world.as("sam").get("/api/v1/orders?from=" + time).expect(422);
      assertEquals("invalid_request", answer.json().getString("code"));
    }
    String past = "/api/v1/orders?from=1990-01-01T00:00:00Z&to=1990-01-02T00:00:00Z";
    assertEquals(0, world.as("sam").get(past).expect(200).json().getJsonArray("items").size());
  }

  private static Answer postText(String path, String body) {
    return world.as("sam").send("POST", path, "application/json", body);
  }

  private Answer patchText(String body) {
    String version = "\"" + placed.getInteger("version") + "\"";
    return world
        .as("alice")
        .with("If-Match", version)
        .send("PATCH", path(placed), "application/merge-patch+json", body);
  }

  private static void invalid(Answer answer, String pointer) {
    JsonObject error = refused(answer, 422);
    assertEquals("invalid_request", answer.json().getString("code"));
    assertEquals(pointer, error.getString("pointer"), answer.text());
  }

  /** The first thing that a problem names, if it names any. */
  private static JsonObject refused(Answer answer, int status) {
    JsonObject problem = answer.expect(status).json();
    assertEquals("application/problem+json", answer.contentType());
    JsonArray errors = problem.getJsonArray("errors", new JsonArray());
    return errors.isEmpty() ? new JsonObject() : errors.getJsonObject(0);
  }
}
