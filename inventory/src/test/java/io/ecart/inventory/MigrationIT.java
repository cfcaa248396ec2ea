package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What a new schema makes of a database that is older. */
class MigrationIT {
  private static final String SPOIL =
      "UPDATE level SET unavailable = 5000000002 WHERE sku = 'M1' AND location = 'main'";

  @Test
  void damagedUnitsThatAreGoneLeaveTheBooks() {
    String database = Servers.freshDatabase();
    try (RunningInventory before = RunningInventory.builder().database(database).start()) {
      before.receive("M1", 2);
      before.receive("M2", 3);
      assertThrows(RuntimeException.class, () -> before.sql(SPOIL));
      forgetDamagedUnits(before);
    }
    try (RunningInventory after = RunningInventory.builder().database(database).start()) {
      JsonObject stock = after.levels("M1");
      assertEquals(2, stock.getInteger("onHand"));
      assertEquals(2, stock.getInteger("unavailable"));
      assertEquals(3, after.levels("M2").getInteger("available"));
      JsonObject drift = after.staff().get("/api/v1/stock/drift").expect(200).json();
      assertEquals("{\"items\":[]}", drift.encode());
      String entries = "/api/v1/stock/M1/movements";
      JsonObject last =
          after.staff().get(entries).expect(200).json().getJsonArray("items").getJsonObject(0);
      assertEquals("repaired", last.getString("kind"));
      assertThrows(RuntimeException.class, () -> after.sql(SPOIL));
    }
  }

  @Test
  void whatIsHeldForAnOrderIsPromised() {
    String database = Servers.freshDatabase();
    String order = "order/" + Ids.next();
    try (RunningInventory before = RunningInventory.builder().database(database).start()) {
      before.receive("M3", 5);
      before.hold(order, "M3", 2);
      before.hold("x", "M3", 1);
      forgetPromises(before);
    }
    try (RunningInventory after = RunningInventory.builder().database(database).start()) {
      JsonObject stock = after.levels("M3");
      assertEquals(1, stock.getInteger("reserved"));
      assertEquals(2, stock.getInteger("allocated"));
      JsonObject drift = after.staff().get("/api/v1/stock/drift").expect(200).json();
      assertEquals("{\"items\":[]}", drift.encode());
    }
  }

  /** Makes the database what it was when holds of orders were reserved. */
  private static void forgetPromises(RunningInventory inventory) {
    inventory.sql("DELETE FROM flyway_schema_history WHERE script >= 'V005'");
    inventory.sql("UPDATE level SET reserved = 3, allocated = 0 WHERE sku = 'M3'");
    inventory.sql(
        "INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable,"
            + " incoming, actor) VALUES ('M3', 'main', 'reserved', 0, 2, -2, 0, 0, 'test')");
  }

  /** Makes the database what it was before damaged units were held against those on hand. */
  private static void forgetDamagedUnits(RunningInventory inventory) {
    inventory.sql("DELETE FROM flyway_schema_history WHERE script >= 'V004'");
    inventory.sql("ALTER TABLE level DROP CONSTRAINT level_damaged_is_there");
    inventory.sql("UPDATE level SET backorder_limit = 6000000000 WHERE sku = 'M1'");
    inventory.sql(SPOIL);
    inventory.sql(
        "INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable,"
            + " incoming, actor) SELECT 'M1', 'main', 'adjusted', 0, 0, 0, units, 0, 'test'"
            + " FROM unnest(ARRAY[2000000000, 2000000000, 1000000002]) AS units");
  }
}
