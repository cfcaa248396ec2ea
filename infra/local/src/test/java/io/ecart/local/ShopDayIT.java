package io.ecart.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A shop's day through the edge, on the whole real system. */
class ShopDayIT {
  private static final String API = "/api/v1";
  private static final Duration EVENTS = Duration.ofSeconds(30);

  private static LocalSystem system;
  private static HttpProbe guest;
  private static HttpProbe alice;
  private static HttpProbe bob;
  private static HttpProbe sam;

  @BeforeAll
  static void start() {
    system = LocalSystem.start(LocalOptions.throwAway(), step -> {});
    guest = HttpProbe.at(system.edgePort());
    alice = Requests.signIn(guest, "alice");
    bob = Requests.signIn(guest, "bob");
    sam = Requests.signIn(guest, "sam");
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void aCustomerBrowsesBuysAndGetsTheGoods() {
    stock("DAY-MUG", 1_250, 10);
    Answer found = guest.get(API + "/products?q=day-mug").expect(200);
    assertEquals("DAY-MUG", items(found).getJsonObject(0).getString("sku"));

    String cart = alice.post(API + "/carts", new JsonObject()).expect(201).json().getString("id");
    alice.post(API + "/carts/" + cart + "/items", Requests.line("DAY-MUG", 2)).expect(201);
    JsonObject order =
        alice.post(API + "/carts/" + cart + "/checkout", contact("alice.day")).expect(201).json();
    assertEquals("confirmed", order.getString("status"));
    assertEquals(2_500, order.getJsonObject("total").getInteger("amount"));
    String id = order.getString("id");
    assertEquals(0, alice.get(API + "/carts/" + cart).json().getJsonArray("items").size());
    bob.get(API + "/orders/" + id).expect(404);
    awaitMail("alice.day", 1);
    awaitLevels("DAY-MUG", 10, 0, 2);

    JsonObject shipment =
        sam.post(API + "/orders/" + id + "/shipments", all(order)).expect(201).json();
    awaitLevels("DAY-MUG", 8, 0, 0);
    awaitMail("alice.day", 2);
    sam.post(API + "/orders/" + id + "/shipments/" + shipmentId(shipment) + "/deliver").expect(200);
    assertEquals("completed", sam.get(API + "/orders/" + id).json().getString("status"));
    awaitMail("alice.day", 3);

    JsonObject back = all(order).put("reason", "too blue");
    String returned =
        alice.post(API + "/orders/" + id + "/returns", back).expect(201).json().getString("id");
    JsonArray lines = all(order).getJsonArray("lines");
    lines.forEach(each -> ((JsonObject) each).put("condition", "sellable"));
    sam.post(API + "/returns/" + returned + "/receive", new JsonObject().put("lines", lines))
        .expect(200);
    awaitLevels("DAY-MUG", 10, 0, 0);
    awaitSales("DAY-MUG", 2, 2_500);
    awaitTimeline(id);
  }

  @Test
  void aGuestChecksOutAndReadsTheOrderWithItsKey() {
    stock("DAY-VASE", 3_200, 5);
    String cart = guest.post(API + "/carts", new JsonObject()).expect(201).json().getString("id");
    guest.put(API + "/carts/" + cart + "/items/DAY-VASE", JsonObject.of("quantity", 1)).expect(200);
    JsonObject order =
        guest.post(API + "/carts/" + cart + "/checkout", contact("guest.day")).expect(201).json();
    String path = API + "/orders/" + order.getString("id");
    String key = order.getString("accessKey");
    guest.get(path).expect(404);
    guest.with("X-Order-Key", key).get(path).expect(200);
    guest.with("X-Order-Key", "wrong").get(path).expect(404);
    awaitMail("guest.day", 1);
  }

  @Test
  void aCancelledOrderGivesItsStockBack() {
    stock("DAY-LAMP", 5_400, 3);
    JsonObject order = place(alice, "DAY-LAMP", 3).expect(201).json();
    assertEquals(
        "insufficient_stock", place(bob, "DAY-LAMP", 1).expect(409).json().getString("code"));
    String path = API + "/orders/" + order.getString("id") + "/cancel";
    alice.post(path, new JsonObject().put("reason", "changed my mind")).expect(200);
    alice.post(path, new JsonObject().put("reason", "again")).expect(409);
    awaitLevels("DAY-LAMP", 3, 0, 0);
    place(bob, "DAY-LAMP", 1).expect(201);
  }

  @Test
  void aRushOnTheLastPiecesSellsExactlyThose() {
    stock("DAY-RUSH", 9_900, 7);
    List<CompletableFuture<Answer>> buyers =
        IntStream.range(0, 70)
            .mapToObj(i -> alice.postAsync(API + "/orders", order("DAY-RUSH", 1)))
            .toList();
    List<Integer> statuses = buyers.stream().map(b -> b.join().status()).toList();
    assertEquals(7, statuses.stream().filter(s -> s == 201).count(), statuses.toString());
    assertEquals(63, statuses.stream().filter(s -> s == 409).count(), statuses.toString());
    awaitLevels("DAY-RUSH", 7, 0, 7);
  }

  @Test
  void theSameKeyPlacesOneOrder() {
    stock("DAY-KEY", 1_000, 10);
    HttpProbe keyed = alice.with("Idempotency-Key", "day-key-1");
    JsonObject first = keyed.post(API + "/orders", order("DAY-KEY", 1)).expect(201).json();
    Answer again = keyed.post(API + "/orders", order("DAY-KEY", 1)).expect(201);
    assertEquals(first.getString("id"), again.json().getString("id"));
    assertEquals("true", again.header("Idempotent-Replayed"));
    Answer other = keyed.post(API + "/orders", order("DAY-KEY", 2)).expect(422);
    assertEquals("idempotency_mismatch", other.json().getString("code"));
  }

  @Test
  void aGuestCannotClaimToCallFromElsewhere() {
    HttpProbe keyed = guest.with("Idempotency-Key", "day-key-2");
    Answer first = keyed.with("X-Forwarded-For", "203.0.113.1").post(API + "/carts").expect(201);
    Answer again = keyed.with("X-Forwarded-For", "203.0.113.2").post(API + "/carts").expect(201);
    assertEquals(first.json().getString("id"), again.json().getString("id"));
  }

  @Test
  void everyPrefixServesItsContractAndUnknownPathsAreProblems() {
    for (LocalService service : LocalService.values()) {
      for (String path : service.paths()) {
        assertTrue(
            guest.get(API + "/" + path + "/openapi.yaml").expect(200).text().contains("openapi:"),
            path);
      }
    }
    assertEquals("not_found", guest.get(API + "/nothing").expect(404).json().getString("code"));
  }

  @Test
  void theAuditIsClean() {
    HttpProbe ada = Requests.signIn(guest, "ada");
    Await.until(
        "no drift", EVENTS, () -> items(ada.get(API + "/stock/drift").expect(200)).isEmpty());
  }

  private static void stock(String sku, int priceMinor, int pieces) {
    Requests.stock(sam, sam, sku, priceMinor, pieces);
  }

  private static Answer place(HttpProbe who, String sku, int quantity) {
    return who.post(API + "/orders", order(sku, quantity));
  }

  private static JsonObject order(String sku, int quantity) {
    return Requests.order("buyer", Requests.line(sku, quantity));
  }

  private static JsonObject contact(String name) {
    return JsonObject.of("email", name + "@example.com", "shippingAddress", Requests.address());
  }

  private static JsonObject all(JsonObject order) {
    JsonArray lines = new JsonArray();
    for (Object each : order.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      lines.add(
          new JsonObject()
              .put("lineId", line.getValue("lineId"))
              .put("quantity", line.getInteger("quantity")));
    }
    return new JsonObject().put("lines", lines);
  }

  private static String shipmentId(JsonObject shipment) {
    return shipment.containsKey("shipment")
        ? shipment.getJsonObject("shipment").getString("id")
        : shipment.getString("id");
  }

  private static void awaitLevels(String sku, int onHand, int reserved, int allocated) {
    JsonObject wanted =
        new JsonObject()
            .put("onHand", onHand)
            .put("reserved", reserved)
            .put("allocated", allocated);
    Await.until(
        sku + " " + wanted.encode(),
        EVENTS,
        () -> {
          JsonObject levels = sam.get(API + "/stock/" + sku).expect(200).json();
          return wanted.fieldNames().stream()
              .allMatch(name -> wanted.getInteger(name).equals(levels.getInteger(name)));
        });
  }

  private static void awaitMail(String name, int count) {
    Await.until(
        count + " mails to " + name,
        EVENTS,
        () -> system.mails().mailsTo(name + "@example.com").size() == count);
  }

  private static void awaitSales(String sku, int quantity, int revenueMinor) {
    String path = API + "/analytics/sales?from=2020-01-01&to=2100-01-01&interval=month&groupBy=sku";
    Await.until(
        "sales of " + sku,
        EVENTS,
        () ->
            items(sam.get(path).expect(200)).stream()
                .map(JsonObject.class::cast)
                .anyMatch(
                    sale ->
                        sku.equals(sale.getString("sku"))
                            && sale.getInteger("quantity") == quantity
                            && sale.getJsonObject("revenue").getInteger("amount") == revenueMinor));
  }

  private static void awaitTimeline(String id) {
    Await.until(
        "a timeline with notifications and movements",
        EVENTS,
        () -> {
          String timeline = sam.get(API + "/orders/" + id + "/timeline").expect(200).text();
          return timeline.contains("order.returned")
              && timeline.contains("notification")
              && timeline.contains("shipped");
        });
  }

  private static JsonArray items(Answer answer) {
    return answer.json().getJsonArray("items");
  }
}
