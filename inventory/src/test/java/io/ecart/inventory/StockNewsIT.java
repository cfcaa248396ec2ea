package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** News of changed stock: no faster than they may come, and none lost for that. */
class StockNewsIT {
  private static final int SKUS = 6;
  private static final int CHANGES = 5;

  private RunningInventory inventory;

  /** One sku may be told of in each sweep. */
  @BeforeEach
  void start() {
    inventory =
        RunningInventory.builder()
            .with("STOCK_NEWS_INTERVAL", "500ms")
            .with("STOCK_NEWS_PER_SECOND", "2")
            .start();
  }

  @AfterEach
  void stop() {
    inventory.close();
  }

  /** However much comes meanwhile. */
  @Test
  void whatHasWaitedLongestIsToldFirst() {
    List.of("OLD", "LATER", "LAST").forEach(sku -> inventory.receive(sku, 1));
    Await.until("the news to be told", () -> inventory.untold() == 0);
    long before = inventory.number("SELECT max(seq) FROM outbox");
    inventory.sql("INSERT INTO untold_stock (sku) VALUES ('OLD'), ('LATER'), ('LAST')");
    Await.until("the news to be told", () -> inventory.untold() == 0);
    String told = "SELECT key FROM outbox WHERE payload LIKE '%stock.changed%' AND seq > ";
    List<String> skus = new ArrayList<>();
    inventory.sql(told + before + " ORDER BY seq").forEach(row -> skus.add(row.getString(0)));
    assertEquals(List.of("OLD", "LATER", "LAST"), skus);
  }

  @Test
  void manyChangesAreToldAsTheLastOfEachSku() {
    for (int change = 0; change < CHANGES; change++) {
      for (int i = 1; i <= SKUS; i++) {
        inventory.receive("NEWS-" + i, 1);
      }
    }
    Await.until("the news to be told", () -> inventory.untold() == 0);
    assertEquals(
        SKUS,
        inventory.number(
            "SELECT count(DISTINCT key) FROM outbox WHERE payload LIKE '%stock.changed%'"
                + " AND (payload::json -> 'data' ->> 'onHand')::int = "
                + CHANGES));
    long told =
        inventory.number("SELECT count(*) FROM outbox WHERE payload LIKE '%stock.changed%'");
    assertTrue(told < SKUS * CHANGES, "each change was told of: " + told);
  }
}
