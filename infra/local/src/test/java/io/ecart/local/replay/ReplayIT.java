package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay against a shop that behaves, and one that does not. */
class ReplayIT {
  private static final String FILE =
      Rows.HEADER
          + """

          1,22423,CAKE STAND,6,2010-12-01T08:00:00Z,12.75,17850,United Kingdom
          1,22423,CAKE STAND,2,2010-12-01T08:00:00Z,10.95,17850,United Kingdom
          1,22086,PAPER CHAIN,3,2010-12-01T08:00:00Z,2.95,17850,United Kingdom
          1,POST,POSTAGE,1,2010-12-01T08:00:00Z,18.00,17850,United Kingdom
          2,22086,PAPER CHAIN,80,2010-12-01T09:00:00Z,2.55,,Unspecified
          3,22086,PAPER CHAIN,74215,2010-12-01T10:00:00Z,1.04,12346,France
          C4,22086,PAPER CHAIN,-74215,2010-12-01T10:15:00Z,1.04,12346,France
          C5,22423,CAKE STAND,-1,2010-12-02T10:15:00Z,10.95,17850,United Kingdom
          6,22423,found,5,2010-12-02T10:15:00Z,0,,United Kingdom
          broken
          7,22423,CAKE STAND,2,2011-01-04T08:00:00Z,12.75,17850,United Kingdom
          """;

  @TempDir Path folder;
  private FakeShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = FakeShop.open();
  }

  @AfterEach
  void close() throws Exception {
    shop.close();
  }

  private ReplayReport replay() {
    return Replay.run(options(), Rows.file(folder, FILE), line -> {});
  }

  private ReplayOptions options() {
    return new ReplayOptions(shop.url(), "sam", 4, false, Duration.ZERO);
  }

  private static JsonObject rows(ReplayReport report) {
    return report.json().getJsonObject("rows");
  }

  @Test
  void playsEveryRowAndFindsEverythingInPlace() {
    ReplayReport report = replay();

    assertTrue(report.ok(), report::text);
    JsonObject rows = rows(report);
    assertEquals(11, rows.getInteger("sum"));
    assertEquals(6, rows.getInteger("orderedRows"));
    assertEquals(1, rows.getInteger("cancelledRows"));
    assertEquals(1, rows.getInteger("returnedRows"));
    assertEquals(3, rows.getJsonObject("skippedRows").size());
    JsonObject orders = report.json().getJsonObject("orders");
    assertEquals(4, orders.getInteger("placed"));
    assertEquals(3, orders.getInteger("shipped"));
    assertEquals(1, orders.getInteger("sentToUnknownCountry"));
    JsonObject stock = report.json().getJsonObject("stock");
    assertEquals(8 + 3 + 80 + 74_215, stock.getInteger("openingUnits"));
    assertEquals(2, stock.getInteger("receiptUnits"));
    assertEquals(1, stock.getInteger("returnedUnits"));
  }

  @Test
  void countsWhatTheShopRejects() {
    shop.scarce = "22423";

    ReplayReport report = replay();

    assertTrue(report.ok(), report::text);
    assertEquals(
        4, rows(report).getJsonObject("rejectedRows").getInteger("409 insufficient_stock"));
    assertEquals(
        1,
        rows(report).getJsonObject("skippedRows").getInteger(Reason.UNMATCHED_CREDIT.toString()));
  }

  @Test
  void leavesOutWhatTheCatalogueRefuses() {
    shop.refused = "22423";

    ReplayReport report = replay();

    assertTrue(report.ok(), report::text);
    assertEquals(
        3, rows(report).getJsonObject("skippedRows").getInteger(Reason.NO_PRODUCT.toString()));
  }

  @Test
  void namesTheSkuOfWhichAUnitIsMissing() {
    shop.leaking = "22086";

    ReplayReport report = replay();

    assertFalse(report.ok());
    JsonObject check = report.json().getJsonArray("checks").getJsonObject(0);
    assertEquals(1, check.getJsonArray("differences").size());
    String difference = check.getJsonArray("differences").getString(0);
    assertTrue(difference.startsWith("22086: on hand 74213, must be 74215;"), difference);
    assertTrue(report.text().contains("FAILS"), report::text);
  }

  @Test
  void reportsShipmentsThatTheShopRefuses() {
    shop.shipsNothing = true;

    ReplayReport report = replay();

    assertFalse(report.ok());
    JsonObject orders = report.json().getJsonObject("orders");
    assertEquals(3, orders.getJsonObject("failed").getInteger("shipment: 409 illegal_state"));
  }

  @Test
  void waitsWhileTheShopIsBusy() {
    shop.busy = 2;

    assertTrue(replay().ok());
  }

  @Test
  void repeatsARequestWhoseAnswerWasLost() {
    shop.cuts = 1;

    ReplayReport report = replay();

    assertTrue(report.ok(), report::text);
    assertEquals(1, shop.repeats, "the order is placed once and asked for twice");
  }

  @Test
  void playsAFileTwiceOnlyWhenAskedTo() {
    replay();

    String refusal = assertThrows(ReplayException.class, this::replay).getMessage();
    ReplayReport again = Replay.run(options().onceMore(), Rows.file(folder, FILE), line -> {});

    assertTrue(refusal.contains("--again"), refusal);
    assertTrue(again.ok(), again::text);
  }

  @Test
  void saysThatThereIsNoShop() throws Exception {
    shop.close();

    String message = assertThrows(ReplayException.class, this::replay).getMessage();

    assertTrue(message.startsWith("No shop answers at " + shop.url()), message);
  }
}
