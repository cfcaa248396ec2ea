package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A day that is not over: told at once, and not yet taken for a whole one. */
class TodayIT {
  private static AnalyticsRig rig;

  @BeforeAll
  static void start() {
    rig = new AnalyticsRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void demandIsToldUntilNowAndAnalysedByWholeDays() {
    Instant now = Instant.now();
    Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    String sku = "TODAY-" + now.toEpochMilli();
    String before = now.minus(Duration.ofDays(3)).toString();
    rig.publish("order.events", TestOrder.at(before).line(sku, 4, 100).placed());
    rig.publish("order.events", TestOrder.at(now.toString()).line(sku, 2, 100).placed());
    rig.publish("inventory.events", TestStock.changed(sku, 1, 5, 5, now.toString()));
    rig.publish("inventory.events", TestStock.rejected(sku, 1, 7, now.toString()));
    String path = "/inventory/" + sku;
    Await.until(
        "the present",
        () ->
            rig.as("sam").get(AnalyticsRig.API + path).status() == 200
                && lost(rig.get(path)) == 7
                && rig.get(path).getLong("sold") == 6);
    assertEquals(tomorrow.toString(), rig.get(path).getString("to"));
    assertEquals(4, rig.get(path + "?to=" + today(now)).getLong("sold"));
    assertEquals(0, lost(rig.get(path + "?to=" + today(now))));
  }

  private static String today(Instant now) {
    return now.truncatedTo(ChronoUnit.DAYS).toString();
  }

  private static long lost(JsonObject demand) {
    return demand.getJsonObject("lostDemand").getLong("quantity");
  }
}
