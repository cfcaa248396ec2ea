package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lineId;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.EventRecorder;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goods that come back, over HTTP. */
class ReturnedOrderIT {
  private static OrderWorld world;
  private static EventRecorder events;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    events = world.recorder();
  }

  @AfterAll
  static void stop() {
    events.close();
    world.close();
  }

  @BeforeEach
  void twoPlaces() {
    world.inventory.locations(List.of("back", "main"));
  }

  private static Answer request(JsonObject order, int quantity) {
    JsonObject body = lines(units(order, 0, quantity)).put("reason", "too small");
    body.put("metadata", new JsonObject().put("occurredAt", "2010-12-09T10:00:00Z"));
    return world.as("sam").post(path(order) + "/returns", body);
  }

  private static Answer receive(JsonObject announced, JsonObject... goods) {
    String path = "/api/v1/returns/" + announced.getString("id") + "/receive";
    return world.as("sam").post(path, lines(goods));
  }

  private static JsonObject goods(JsonObject order, int quantity, String condition) {
    return units(order, 0, quantity).put("condition", condition);
  }

  @Test
  void comesBackInPartsSellableAndDamaged() {
    JsonObject order = world.place(line("A", 8));
    world.ship(order, units(order, 0, 8));
    Answer answer = request(order, 5).expect(201);
    JsonObject announced = answer.json();
    assertEquals("/api/v1/returns/" + announced.getString("id"), answer.header("Location"));
    assertEquals("requested", announced.getString("status"));
    Answer read = world.as("alice").get(answer.header("Location")).expect(200);
    assertEquals(announced, read.json());
    assertEquals(answer.header("ETag"), read.header("ETag"));

    JsonObject some =
        receive(announced, goods(order, 2, "sellable"), goods(order, 1, "damaged"))
            .expect(200)
            .json();
    assertEquals("requested", some.getString("status"));
    assertNotEquals(
        read.header("ETag"), world.as("alice").get(answer.header("Location")).header("ETag"));
    JsonObject told = events.awaitType("io.ecart.order.returned.v1", order.getString("id")).data();
    JsonObject damaged = told.getJsonObject("return").getJsonArray("lines").getJsonObject(1);
    assertEquals("damaged", damaged.getString("condition"));
    assertEquals("main", damaged.getString("location"));
    assertEquals("A", damaged.getString("sku"));
    assertEquals("2010-12-09T10:00:00Z", told.getJsonObject("metadata").getString("occurredAt"));

    JsonObject rest = goods(order, 2, "sellable").put("location", "back");
    assertEquals("received", receive(announced, rest).expect(200).json().getString("status"));
    JsonObject line = world.get(order).getJsonArray("lines").getJsonObject(0);
    assertEquals(5, line.getInteger("returned"));
    assertEquals(8, line.getInteger("shipped"));
    receive(announced, goods(order, 1, "sellable")).expect(409);
    JsonObject all = world.as("alice").get(path(order) + "/returns").expect(200).json();
    assertEquals(1, all.getJsonArray("items").size());
  }

  @Test
  void announcesNoMoreThanWasShippedAndIsNotAnnouncedYet() {
    JsonObject order = world.place(line("A", 8));
    request(order, 1).expect(409);
    world.ship(order, units(order, 0, 4));
    request(order, 3).expect(201);
    JsonObject problem = request(order, 2).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/lines/0/quantity", error.getString("pointer"));
    assertEquals(1, error.getInteger("available"));
    request(order, 1).expect(201);
  }

  @Test
  void isListedInPages() {
    JsonObject order = world.place(line("A", 8));
    world.ship(order, units(order, 0, 4));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(request(order, 1).expect(201).json().getString("id"));
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      String query = "/returns?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next);
      JsonObject page = world.as("alice").get(path(order) + query).expect(200).json();
      page.getJsonArray("items").forEach(each -> seen.add(((JsonObject) each).getString("id")));
      next = page.getString("next");
    }
    assertEquals(ids, seen);
    world.as("alice").get(path(order) + "/returns?limit=0").expect(422);
    world.as("alice").get(path(order) + "/shipments?cursor=!").expect(422);
    world.as("alice").get(path(order) + "/shipments?page=2").expect(422);
  }

  @Test
  void onlyStaffSayWhenItHappened() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject body = lines(units(order, 0, 1)).put("reason", "too small");
    world.as("alice").post(path(order) + "/returns", body.copy()).expect(201);
    body.put("metadata", new JsonObject().put("occurredAt", "2010-12-09T10:00:00Z"));
    JsonObject problem = world.as("alice").post(path(order) + "/returns", body).expect(403).json();
    assertEquals(
        "/metadata/occurredAt",
        problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  @Test
  void knowsAllPlacesHoweverManyPagesTheyTake() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject announced = request(order, 2).expect(201).json();
    world.inventory.locations(places(50));
    receive(announced, goods(order, 1, "sellable").put("location", "nowhere")).expect(422);
    receive(announced, goods(order, 1, "sellable").put("location", "place-50")).expect(200);
  }

  @Test
  void takesAPlaceForGrantedWhenThereAreTooManyToLookThrough() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject announced = request(order, 2).expect(201).json();
    world.inventory.locations(places(51));
    int before = world.inventory.calls();
    receive(announced, goods(order, 1, "sellable").put("location", "place-51")).expect(200);
    assertEquals(before + 50, world.inventory.calls());
  }

  private static List<String> places(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "place-" + i).toList();
  }

  @Test
  void refusesWhatCannotBe() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject announced = request(order, 1).expect(201).json();
    receive(announced, goods(order, 1, "eaten")).expect(422);
    receive(announced, goods(order, 0, "sellable")).expect(422);
    JsonObject nowhere = goods(order, 1, "sellable").put("location", "nowhere");
    JsonObject problem = receive(announced, nowhere).expect(422).json();
    assertEquals(
        "/lines/0/location", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    JsonObject stranger =
        new JsonObject()
            .put("lineId", order.getString("id"))
            .put("quantity", 1)
            .put("condition", "sellable");
    receive(announced, stranger).expect(422);
    world
        .as("alice")
        .post(
            "/api/v1/returns/" + lineId(order, 0) + "/receive", lines(goods(order, 1, "sellable")))
        .expect(403);
    receive(new JsonObject().put("id", lineId(order, 0)), goods(order, 1, "sellable")).expect(404);
    receive(new JsonObject().put("id", "nonsense"), goods(order, 1, "sellable")).expect(404);
    world.as("bob").get("/api/v1/returns/" + announced.getString("id")).expect(404);
    world
        .as("bob")
        .post(path(order) + "/returns", lines(units(order, 0, 1)).put("reason", "mine now"))
        .expect(404);
  }
}
