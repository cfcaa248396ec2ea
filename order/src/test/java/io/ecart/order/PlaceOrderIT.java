package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.EventRecorder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Placing orders over HTTP, as clients do. */
class PlaceOrderIT {
  private static OrderWorld world;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    world
        .product
        .sells("OLD", 50, "EUR", "archived")
        .sells("NEW", 50, "EUR", "draft")
        .sells("USD", 50, "USD", "active")
        .sells("RARE", 900)
        .sells("GOLD", 1_000_000_000_000L);
    world.inventory.stock("RARE", 3).stock("USD", 9).stock("GOLD", 1_000_000_000);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Answer place(String user, JsonObject order) {
    return world.as(user).post("/api/v1/orders", order);
  }

  private static JsonObject firstError(Answer answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0);
  }

  @Test
  void placeHoldsWritesAndTells() {
    Answer answer = place("alice", order(line("A", 7), line("B", 1), line("A", 1)));
    JsonObject placed = answer.expect(201).json();
    assertEquals(path(placed), answer.header("Location"));
    assertEquals("\"1\"", answer.header("ETag"));
    assertEquals("confirmed", placed.getString("status"));
    assertEquals("none", placed.getString("paymentStatus"));
    assertEquals(1_000, placed.getJsonObject("total").getInteger("amount"));
    assertEquals(2, placed.getJsonArray("lines").size());
    JsonObject first = placed.getJsonArray("lines").getJsonObject(0);
    assertEquals(8, first.getInteger("quantity"));
    assertEquals("The A", first.getString("name"));
    assertEquals(
        "[{\"location\":\"main\",\"quantity\":5},{\"location\":\"back\",\"quantity\":3}]",
        first.getJsonArray("allocatedFrom").encode());
    assertEquals(placed, world.as("alice").get(path(placed)).expect(200).json());
    assertNull(placed.getString("accessKey"));
    try (EventRecorder events = world.recorder()) {
      JsonObject told = events.awaitType("io.ecart.order.placed.v1", placed.getString("id")).data();
      assertEquals(placed, told.getJsonObject("order"));
      assertTrue(world.inventory.holds(told.getString("reservationId")));
    }
  }

  @Test
  void numbersAreUniqueAndFindTheirOrder() {
    JsonObject one = world.place(line("A", 1));
    JsonObject other = world.place(line("A", 1));
    assertNotEquals(one.getString("number"), other.getString("number"));
    JsonObject found =
        world.as("sam").get("/api/v1/orders?number=" + other.getString("number")).json();
    assertEquals(new JsonArray().add(other), found.getJsonArray("items"));
  }

  @Test
  void shortLinesAreNamedUnderTheClientsOwn() {
    Answer answer = place("alice", order(line("A", 1), line("RARE", 2), line("RARE", 2)));
    assertEquals("insufficient_stock", answer.expect(409).json().getString("code"));
    JsonObject error = firstError(answer);
    assertEquals("/lines/1", error.getString("pointer"));
    assertEquals("RARE", error.getString("sku"));
    assertEquals(4, error.getInteger("requested"));
    assertEquals(3, error.getInteger("available"));
    assertEquals(3, world.inventory.available("RARE"));
  }

  @Test
  void refusesWhatIsNotSold() {
    for (String sku : List.of("NONE", "OLD", "NEW")) {
      Answer answer = place("alice", order(line("A", 1), line(sku, 1))).expect(422);
      assertEquals("/lines/1/sku", firstError(answer).getString("pointer"));
    }
    Answer mixed = place("alice", order(line("A", 1), line("USD", 1))).expect(422);
    assertEquals("currency", firstError(mixed).getString("code"));
  }

  @Test
  void refusesBadInputNamingTheField() {
    for (Object quantity : List.of(0, -1, 1L << 31, Long.MAX_VALUE, 1.5, "2")) {
      JsonObject line = new JsonObject().put("sku", "A").put("quantity", quantity);
      Answer answer = place("alice", order(line)).expect(422);
      assertEquals("/lines/0/quantity", firstError(answer).getString("pointer"));
    }
    JsonObject[] many =
        IntStream.range(0, 10_001).mapToObj(i -> line("A", 1)).toArray(JsonObject[]::new);
    assertEquals(
        "/lines", firstError(place("alice", order(many)).expect(422)).getString("pointer"));
    place("alice", order()).expect(422);
    place("alice", order(line("A", 600_000), line("A", 600_000))).expect(422);
    place("alice", order(line("no such sku!", 1))).expect(422);
    place("alice", order(line("A", 1)).put("surprise", 1)).expect(422);
    JsonObject noMail = order(line("A", 1));
    noMail.getJsonObject("contact").put("email", "not a mail");
    assertEquals(
        "/contact/email", firstError(place("alice", noMail).expect(422)).getString("pointer"));
    JsonObject nowhere = order(line("A", 1));
    nowhere.getJsonObject("shippingAddress").put("country", "Germany");
    place("alice", nowhere).expect(422);
    JsonObject nul = order(line("A", 1)).put("metadata", new JsonObject().put("x", "a\0b"));
    assertEquals("/metadata/x", firstError(place("alice", nul).expect(422)).getString("pointer"));
    place("alice", order(line("A", 1_000_000), line("A", 1))).expect(422);
  }

  @Test
  void refusesATotalBeyondAllNumbers() {
    JsonObject[] lines =
        IntStream.range(0, 20)
            .mapToObj(i -> line("GOLD", 500_000 - i).put("unitPrice", gold(i)))
            .toArray(JsonObject[]::new);
    world.inventory.stock("GOLD", Integer.MAX_VALUE);
    Answer units = place("sam", order(lines)).expect(422);
    assertEquals("/lines/0/quantity", firstError(units).getString("pointer"));
    JsonObject[] skus =
        IntStream.range(0, 20)
            .mapToObj(i -> line("GOLD" + i, 1_000_000))
            .toArray(JsonObject[]::new);
    IntStream.range(0, 20).forEach(i -> world.product.sells("GOLD" + i, 1_000_000_000_000L));
    Answer total = place("alice", order(skus)).expect(422);
    assertEquals("/lines", firstError(total).getString("pointer"));
  }

  @Test
  void anOrderHasALargestTotal() {
    world.product.sells("CROWN", 1_000_000_000_000L);
    world.inventory.stock("CROWN", 1);
    Answer over = place("alice", order(line("CROWN", 1), line("A", 1))).expect(422);
    assertEquals("/lines", firstError(over).getString("pointer"));
    place("alice", order(line("CROWN", 1))).expect(201);
  }

  @Test
  void refusesContactsThatReachNobody() {
    for (String email : List.of("a", "a@", "a,b@c.de", "a@b.de>", "<a@b.de>", "a@-b..de", "a@b.")) {
      assertContact("/contact/email", new JsonObject().put("email", email), 422);
    }
    for (String phone : List.of("-----", "( )", "017", "+49x170")) {
      assertContact(
          "/contact/phone", new JsonObject().put("email", "a@b.de").put("phone", phone), 422);
    }
    JsonObject good = new JsonObject().put("phone", "+49 (170) 123-456");
    for (String email : List.of("a.b+c@mail.example.org", "o'hara@x-y.de", "köln@köln.de")) {
      assertContact("", good.copy().put("email", email), 201);
    }
  }

  private static void assertContact(String pointer, JsonObject contact, int status) {
    Answer answer = place("alice", order(line("A", 1)).put("contact", contact)).expect(status);
    if (status == 422) {
      assertEquals(pointer, firstError(answer).getString("pointer"));
    }
  }

  @Test
  void knowsTheCountriesOfTheWorld() {
    for (String country : List.of("ZZ", "de", "DEU")) {
      JsonObject order = order(line("A", 1));
      order.getJsonObject("shippingAddress").put("country", country);
      Answer answer = place("alice", order).expect(422);
      assertEquals("/shippingAddress/country", firstError(answer).getString("pointer"));
    }
  }

  private static JsonObject gold(int less) {
    return new JsonObject().put("amount", 1_000_000_000_000L - less).put("currency", "EUR");
  }

  @Test
  void comparesTheTotalThatTheClientExpects() {
    JsonObject right = new JsonObject().put("amount", 200).put("currency", "EUR");
    place("alice", order(line("A", 2)).put("expectedTotal", right)).expect(201);
    JsonObject wrong = new JsonObject().put("amount", 199).put("currency", "EUR");
    Answer answer = place("alice", order(line("A", 2)).put("expectedTotal", wrong)).expect(409);
    assertEquals("illegal_state", answer.json().getString("code"));
    assertEquals("/expectedTotal", firstError(answer).getString("pointer"));
    assertEquals(right, firstError(answer).getJsonObject("actual"));
  }

  @Test
  void letsStaffAgreeOnPricesAndOrderForOthers() {
    JsonObject agreed = new JsonObject().put("amount", 70).put("currency", "EUR");
    JsonObject wanted =
        order(line("A", 2).put("unitPrice", agreed), line("A", 1)).put("customerId", "carol");
    JsonObject placed = place("sam", wanted).expect(201).json();
    assertEquals("carol", placed.getString("customerId"));
    assertEquals(240, placed.getJsonObject("total").getInteger("amount"));
    assertEquals(2, placed.getJsonArray("lines").size());
    String ofCarol = "/api/v1/orders?sku=A&customerId=carol";
    JsonObject found = world.as("sam").get(ofCarol).expect(200).json();
    assertEquals(1, found.getJsonArray("items").size());
    Answer refused = place("alice", wanted).expect(403);
    assertEquals(2, refused.json().getJsonArray("errors").size());
    JsonObject dollars = new JsonObject().put("amount", 70).put("currency", "USD");
    place("sam", order(line("A", 2).put("unitPrice", dollars))).expect(422);
  }

  @Test
  void refusesCustomersWithoutAName() {
    for (String nobody : List.of("", "  ")) {
      Answer answer = place("sam", order(line("A", 1)).put("customerId", nobody)).expect(422);
      assertEquals("/customerId", firstError(answer).getString("pointer"));
    }
    place("sam", order(line("A", 1)).putNull("customerId")).expect(201);
  }

  @Test
  void onlyStaffSayWhenItHappened() {
    JsonObject past = order(line("A", 1));
    past.put("metadata", new JsonObject().put("occurredAt", "1950-01-01T00:00:00Z"));
    Answer answer = place("alice", past).expect(403);
    assertEquals("/metadata/occurredAt", firstError(answer).getString("pointer"));
    place("sam", past).expect(201);
  }

  @Test
  void guestsReadTheirOrderWithItsKeyOnly() {
    JsonObject metadata = new JsonObject().put("occurredAt", "2010-12-01T08:26:00Z");
    JsonObject wanted = order(line("A", 1)).put("metadata", metadata);
    JsonObject placed = world.asService().post("/api/v1/orders", wanted).expect(201).json();
    String key = placed.getString("accessKey");
    assertNull(placed.getString("customerId"));
    placed.remove("accessKey");
    Answer read = world.probe().with("X-Order-Key", key).get(path(placed)).expect(200);
    assertEquals(placed, read.json());
    assertEquals(metadata, read.json().getJsonObject("metadata"));
    world.probe().with("X-Order-Key", key).get(path(placed) + "/timeline").expect(200);
    world.probe().with("X-Order-Key", key + "x").get(path(placed)).expect(404);
    world.probe().get(path(placed)).expect(404);
    world.as("alice").get(path(placed)).expect(404);
    world.as("sam").get(path(placed)).expect(200);
  }

  @Test
  void ordersOfOthersDoNotExist() {
    JsonObject order = world.place(line("A", 1));
    for (String part : List.of("", "/shipments", "/returns")) {
      world.as("bob").get(path(order) + part).expect(404);
      world.probe().with("X-Order-Key", "guessed").get(path(order) + part).expect(404);
    }
    JsonObject reason = new JsonObject().put("reason", "not mine");
    world.as("bob").post(path(order) + "/cancel", reason).expect(404);
    world.as("alice").get("/api/v1/orders/" + UUID.randomUUID()).expect(404);
    String alice = order.getString("customerId");
    for (String filter : List.of("", "?sku=A", "?customerId=" + alice)) {
      JsonObject page = world.as("bob").get("/api/v1/orders" + filter).expect(200).json();
      assertEquals(0, page.getJsonArray("items").size());
    }
  }
}
