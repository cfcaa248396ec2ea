package io.ecart.inventory.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.inventory.StockStatus;
import org.junit.jupiter.api.Test;

class PgStockNewsTest {

  @Test
  void transitionsHaveNames() {
    assertEquals("stock.low", told("in_stock", StockStatus.LOW_STOCK));
    assertEquals("stock.out", told("low_stock", StockStatus.OUT_OF_STOCK));
    assertEquals("stock.out", told("in_stock", StockStatus.BACKORDER));
    assertEquals("stock.replenished", told("out_of_stock", StockStatus.IN_STOCK));
    assertEquals("stock.replenished", told("backorder", StockStatus.LOW_STOCK));
    assertEquals("stock.replenished", told("low_stock", StockStatus.IN_STOCK));
  }

  @Test
  void someChangesAreNoNews() {
    assertEquals(null, told(null, StockStatus.IN_STOCK));
    assertEquals(null, told(null, StockStatus.OUT_OF_STOCK));
    assertEquals(null, told("backorder", StockStatus.OUT_OF_STOCK));
  }

  private static String told(String before, StockStatus now) {
    return PgStockNews.transition(before, now);
  }
}
