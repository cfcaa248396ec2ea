package io.ecart.order;

import static io.ecart.order.OrderWorld.address;
import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lineId;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changing orders over HTTP. */
class ReviseOrderIT {
  private static OrderWorld world;
  private static EventRecorder events;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    world.product.sells("OLD", 50, "EUR", "archived").sells("USD", 50, "USD", "active");
    world.product.sells("RARE", 900);
    world.inventory.stock("RARE", 3);
    events = world.recorder();
  }

  @AfterAll
  static void stop() {
    events.close();
    world.close();
  }

  private static Answer revise(JsonObject order, JsonObject wish) {
    String version = "\"" + order.getInteger("version") + "\"";
    return world.as("alice").with("If-Match", version).patch(path(order), wish);
  }

  @Test
  void holdsAndReleasesOnlyTheDifference() {
    JsonObject order = world.place(line("A", 8), line("B", 4), line("C", 1));
    int before = world.inventory.available("A");
    JsonObject wish = lines(line("A", 10), line("B", 1), line("D", 2));
    JsonObject revised = revise(order, wish).expect(200).json();
    assertEquals(2, revised.getInteger("version"));
    assertEquals(1_000 + 200 + 800, revised.getJsonObject("total").getInteger("amount"));
    assertEquals(lineId(order, 0), lineId(revised, 0));
    assertEquals(before - 2, world.inventory.available("A"));
    assertEquals(revised, world.get(order));
    assertSums(revised);

    JsonObject told = events.awaitType("io.ecart.order.revised.v1", order.getString("id")).data();
    assertEquals(revised, told.getJsonObject("order"));
    assertTrue(world.inventory.holds(told.getJsonObject("added").getString("reservationId")));
    assertEquals(
        "[{\"sku\":\"A\",\"quantity\":2},{\"sku\":\"D\",\"quantity\":2}]",
        told.getJsonObject("added").getJsonArray("lines").encode());
    assertEquals(
        "[{\"sku\":\"B\",\"location\":\"main\",\"quantity\":3},"
            + "{\"sku\":\"C\",\"location\":\"main\",\"quantity\":1}]",
        told.getJsonArray("released").encode());
  }

  private static void assertSums(JsonObject order) {
    for (Object each : order.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      int allocated =
          line.getJsonArray("allocatedFrom").stream()
              .mapToInt(a -> ((JsonObject) a).getInteger("quantity"))
              .sum();
      assertEquals(line.getInteger("quantity"), allocated);
    }
  }

  @Test
  void takesNoHoldForLessAndForAnotherAddress() {
    JsonObject order = world.place(line("A", 8));
    int calls = world.inventory.calls();
    JsonObject wish = lines(new JsonObject().put("lineId", lineId(order, 0)).put("quantity", 3));
    wish.put("shippingAddress", address().put("city", "Hamburg"));
    wish.put("contact", new JsonObject().put("email", "new@example.org"));
    JsonObject revised = revise(order, wish).expect(200).json();
    assertEquals("Hamburg", revised.getJsonObject("shippingAddress").getString("city"));
    assertEquals("new@example.org", revised.getJsonObject("contact").getString("email"));
    assertEquals(calls, world.inventory.calls());
    JsonObject told = events.awaitType("io.ecart.order.revised.v1", order.getString("id")).data();
    assertNull(told.getValue("added"));
    assertEquals(
        "[{\"sku\":\"A\",\"location\":\"main\",\"quantity\":2},"
            + "{\"sku\":\"A\",\"location\":\"back\",\"quantity\":3}]",
        told.getJsonArray("released").encode());
  }

  @Test
  void changesOnlyWhatAPatchNames() {
    JsonObject order = world.place(line("A", 2));
    JsonObject wish =
        new JsonObject()
            .put("shippingAddress", new JsonObject().put("city", "Bonn").put("line2", "3rd floor"))
            .put("contact", new JsonObject().put("phone", "+49 170 1234567"));
    JsonObject revised = revise(order, wish).expect(200).json();
    JsonObject address = order.getJsonObject("shippingAddress").copy();
    assertEquals(
        address.put("city", "Bonn").put("line2", "3rd floor"),
        revised.getJsonObject("shippingAddress"));
    assertEquals(
        order.getJsonObject("contact").copy().put("phone", "+49 170 1234567"),
        revised.getJsonObject("contact"));
    JsonObject away = new JsonObject().putNull("line2");
    JsonObject last = revise(revised, new JsonObject().put("shippingAddress", away)).json();
    assertNull(last.getJsonObject("shippingAddress").getValue("line2"));
    JsonObject none = new JsonObject().putNull("city");
    revise(last, new JsonObject().put("shippingAddress", none)).expect(422);
  }

  @Test
  void takesALineAsItWasRead() {
    JsonObject order = world.place(line("A", 2));
    JsonObject both = line("A", 1).put("lineId", lineId(order, 0));
    JsonObject revised = revise(order, lines(both)).expect(200).json();
    assertEquals(1, revised.getJsonArray("lines").getJsonObject(0).getInteger("quantity"));
    JsonObject error =
        revise(revised, lines(both.copy().put("sku", "B")))
            .expect(422)
            .json()
            .getJsonArray("errors")
            .getJsonObject(0);
    assertEquals("/lines/0/sku", error.getString("pointer"));
  }

  @Test
  void changesNothingWhenNothingIsToBeChanged() {
    JsonObject order = world.place(line("A", 2));
    assertEquals(order, revise(order, lines(line("A", 2))).expect(200).json());
  }

  @Test
  void needsTheVersion() {
    JsonObject order = world.place(line("A", 2));
    world.as("alice").patch(path(order), lines(line("A", 1))).expect(428);
    revise(order, lines(line("A", 3))).expect(200);
    assertEquals(
        "version_mismatch",
        revise(order, lines(line("A", 4))).expect(412).json().getString("code"));
  }

  @Test
  void isRefusedToStrangersAndAfterShipping() {
    JsonObject order = world.place(line("A", 2));
    world.as("bob").with("If-Match", "*").patch(path(order), lines(line("A", 1))).expect(404);
    world.probe().with("If-Match", "*").patch(path(order), lines(line("A", 1))).expect(401);
    world.ship(order, units(order, 0, 1));
    JsonObject shipped = world.get(order);
    assertEquals(
        "illegal_state", revise(shipped, lines(line("A", 1))).expect(409).json().getString("code"));
  }

  @Test
  void isRefusedForGoodsThatAreNotThere() {
    JsonObject order = world.place(line("A", 2));
    JsonObject problem = revise(order, lines(line("A", 2), line("RARE", 4))).expect(409).json();
    assertEquals("insufficient_stock", problem.getString("code"));
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/lines/1", error.getString("pointer"));
    assertEquals(3, error.getInteger("available"));
    assertEquals(order, world.get(order));
  }

  @Test
  void isRefusedForLinesThatCannotBe() {
    JsonObject order = world.place(line("A", 2));
    revise(order, new JsonObject()).expect(422);
    revise(order, lines()).expect(422);
    revise(order, lines(line("A", 0))).expect(422);
    revise(order, lines(line("NONE", 1))).expect(422);
    revise(order, lines(line("OLD", 1))).expect(422);
    revise(order, lines(line("A", 1), line("USD", 1))).expect(422);
    revise(order, lines(line("A", 700_000), line("A", 700_000))).expect(422);
    JsonObject stranger = new JsonObject().put("lineId", order.getString("id"));
    Answer unknown = revise(order, lines(stranger.put("quantity", 1))).expect(422);
    assertEquals(
        "/lines/0/lineId",
        unknown.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(order, world.get(order));
  }

  @Test
  void holdsALineToTheLimitThatItWasPlacedWith() {
    world.inventory.stock("A", 3_000_000);
    JsonObject order = world.place(line("A", 1_000_000));
    for (JsonObject half : List.of(units(order, 0, 1_000_000), line("A", 1_000_000))) {
      JsonObject problem = revise(order, lines(half, half)).expect(422).json();
      JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
      assertEquals("/lines/0/quantity", error.getString("pointer"));
      assertEquals("range", error.getString("code"));
    }
    JsonObject half = units(order, 0, 500_000);
    assertEquals(order, revise(order, lines(half, half)).expect(200).json());
  }

  @Test
  void movesUnitsBetweenLinesOfOneSku() {
    world.product.sells("TWICE", 100);
    world.inventory.stock("TWICE", 4);
    JsonObject agreed = new JsonObject().put("amount", 70).put("currency", "EUR");
    JsonObject wanted = order(line("TWICE", 3).put("unitPrice", agreed), line("TWICE", 1));
    JsonObject order = world.as("sam").post("/api/v1/orders", wanted).expect(201).json();
    HttpProbe staff = world.as("sam").with("If-Match", "*");
    JsonObject even = lines(units(order, 0, 2), units(order, 1, 2));
    JsonObject revised = staff.patch(path(order), even).expect(200).json();
    assertEquals(2 * 70 + 2 * 100, revised.getJsonObject("total").getInteger("amount"));
    assertSums(revised);
    JsonObject told = events.awaitType("io.ecart.order.revised.v1", order.getString("id")).data();
    assertNull(told.getValue("added"));
    assertEquals(0, told.getJsonArray("released").size());

    JsonObject one = staff.patch(path(order), lines(line("TWICE", 4))).expect(200).json();
    assertEquals(4 * 70, one.getJsonObject("total").getInteger("amount"));
    assertSums(one);
    JsonObject problem = staff.patch(path(order), lines(line("TWICE", 5))).expect(409).json();
    assertEquals(1, problem.getJsonArray("errors").getJsonObject(0).getInteger("requested"));
  }

  @Test
  void letsOneOfManyAtOnceWinAndReleasesTheOthersGoods() {
    JsonObject order = world.place(line("E", 1));
    int before = world.inventory.available("E");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> revise(order, lines(line("E", 2 + i)))))
            .toList();
    List<Integer> statuses =
        answers.stream().map(CompletableFuture::join).map(Answer::status).sorted().toList();
    assertEquals(
        Stream.concat(Stream.of(200), Stream.generate(() -> 412).limit(7)).toList(), statuses);
    int more = world.get(order).getJsonArray("lines").getJsonObject(0).getInteger("quantity") - 1;
    Await.until(
        "the holds of the losers to end", () -> world.inventory.available("E") == before - more);
  }

  @Test
  void takesAllOfManyAtOnceThatAskForAnyVersion() {
    JsonObject order = world.place(line("D", 1));
    HttpProbe any = world.as("alice").with("If-Match", "*");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(2, 6)
            .mapToObj(units -> lines(line("D", units)))
            .map(wish -> CompletableFuture.supplyAsync(() -> any.patch(path(order), wish)))
            .toList();
    answers.forEach(answer -> answer.join().expect(200));
    JsonObject last = world.get(order);
    assertEquals(5, last.getInteger("version"));
    assertSums(last);
  }

  @Test
  void letsGoWhenTheProcessDiedBetweenHoldAndWrite() {
    JsonObject order = world.place(line("A", 1));
    revise(order, lines(line("A", 2))).expect(200);
    String revisionId =
        events
            .awaitType("io.ecart.order.revised.v1", order.getString("id"))
            .data()
            .getJsonObject("added")
            .getString("reservationId");
    String neverWritten = new Ids(java.time.Clock.systemUTC()).next().toString();
    JsonObject ids =
        new JsonObject().put("ids", List.of(revisionId, neverWritten, order.getString("id")));
    JsonObject existing =
        world.asService().post("/api/v1/orders/existence", ids).expect(200).json();
    assertEquals(2, existing.getJsonArray("existing").size());
    assertTrue(existing.getJsonArray("existing").contains(revisionId));
    assertNotNull(existing.getJsonArray("existing"));
  }
}
