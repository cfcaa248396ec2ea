package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.ecart.testkit.MovableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day that is not over: told at once, and not yet taken for a whole one. */
class TodayIT {
  private final MovableClock clock = MovableClock.standing();
  private final Instant now = clock.instant();
  private final String today = now.truncatedTo(ChronoUnit.DAYS).toString();
  private final String tomorrow =
      now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).toString();
  private AnalyticsRig rig;

  @BeforeEach
  void start() {
    rig = new AnalyticsRig(clock);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void demandIsToldUntilNowAndAnalysedByWholeDays() {
    sold("DAILY", 3, 4);
    sold("DAILY", 0, 2);
    rig.publish("inventory.events", TestStock.promised("DAILY", 1, 7, 3, daysAgo(0)));
    lost("DAILY", 0, 7);

    JsonObject told = awaitToday("DAILY", 6, 7);

    assertEquals(tomorrow, told.getString("to"));
    // Three of the six sold are among the seven on hand, as they are not shipped yet.
    assertEquals(0.6, told.getDouble("sellThrough"));
    JsonObject before = rig.get("/inventory/DAILY?to=" + today);
    assertEquals(4, before.getLong("sold"));
    assertEquals(0, lost(before));
  }

  @Test
  void whatIsFirstSoldTodayWasLastSoldToday() {
    sold("OTHER", 1, 1);
    awaitToday("OTHER", 1, 0);
    rig.publish(
        "inventory.events",
        TestStock.changed("NEW", 1, 2, 2, daysAgo(0)),
        TestStock.out("NEW", 2, 0, daysAgo(0)));
    sold("NEW", 0, 2);
    lost("NEW", 0, 1);

    JsonObject told = awaitToday("NEW", 2, 1);

    assertEquals(today.substring(0, 10), told.getString("lastSoldOn"));
    assertEquals(1, told.getLong("outs"));
    // No whole day of the shop saw it sold.
    assertEquals(0.0, told.getDouble("soldPerDay"));
  }

  @Test
  void whatIsAskedForInVainIsToldThoughNothingIsSoldAnyMore() {
    sold("GONE", 5, 3);
    sold("GONE", 2, 56);
    lost("GONE", 1, 4);
    lost("GONE", 0, 7);

    JsonObject told = awaitToday("GONE", 59, 11);

    assertEquals(2, told.getJsonObject("lostDemand").getLong("requests"));
    JsonArray days = told.getJsonArray("demand");
    assertEquals(
        new JsonObject().put("day", today.substring(0, 10)).put("quantity", 0).put("lost", 7),
        days.getJsonObject(days.size() - 1));
    assertEquals(59.0 / 28, told.getDouble("soldPerDay"), 1e-3);
    assertEquals(daysAgo(1).substring(0, 10), told.getJsonObject("forecast").getString("from"));
  }

  @Test
  void anImportedPastIsShownBesideWhatIsAskedForToday() {
    String longAgo = "2011-08-31T10:00:00Z";
    rig.publish("order.events", TestOrder.at(longAgo).line("OLD", 9, 100).placed());
    lost("OLD", 0, 7);

    JsonObject told = awaitToday("OLD", 9, 7);

    assertEquals("2011-06-03T00:00:00Z", told.getString("from"));
    assertEquals(2, told.getJsonArray("demand").size());
  }

  @Test
  void whatArrivesOrSellsTodayDoesNotLieDead() {
    rig.publish(
        "inventory.events",
        TestStock.changed("LIES", 1, 5, 5, daysAgo(200)),
        TestStock.changed("SELLS", 1, 5, 5, daysAgo(200)),
        TestStock.changed("FRESH", 1, 5, 5, daysAgo(0)));
    sold("OTHER", 1, 1);
    sold("SELLS", 0, 1);
    Await.until("the stock", () -> rig.get("/inventory").getInteger("skus") == 3);
    awaitToday("SELLS", 1, 0);

    JsonObject dead = rig.get("/inventory?only=dead");

    assertEquals(1, dead.getJsonObject("deadStock").getLong("skus"));
    assertEquals("LIES", dead.getJsonArray("items").getJsonObject(0).getString("sku"));
    assertEquals(1, dead.getJsonArray("items").size());
    JsonObject sells = rig.get("/inventory").getJsonArray("items").getJsonObject(2);
    assertEquals(today.substring(0, 10), sells.getString("lastSoldOn"));
  }

  private void sold(String sku, int daysAgo, long quantity) {
    rig.publish("order.events", TestOrder.at(daysAgo(daysAgo)).line(sku, quantity, 100).placed());
  }

  private void lost(String sku, int daysAgo, long quantity) {
    rig.publish("inventory.events", TestStock.rejected(sku, 1, quantity, daysAgo(daysAgo)));
  }

  private String daysAgo(int days) {
    return now.minus(Duration.ofDays(days)).toString();
  }

  /** The sku as it is told without an end, once all that was published is in it. */
  private JsonObject awaitToday(String sku, long sold, long lost) {
    String path = "/inventory/" + sku;
    Await.until(
        "the present",
        () ->
            rig.as("sam").get(AnalyticsRig.API + path).status() == 200
                && rig.get(path).getLong("sold") == sold
                && lost(rig.get(path)) == lost);
    return rig.get(path);
  }

  private static long lost(JsonObject demand) {
    return demand.getJsonObject("lostDemand").getLong("quantity");
  }
}
