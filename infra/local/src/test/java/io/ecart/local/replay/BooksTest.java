package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.local.replay.SkuBook.Sum;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BooksTest {
  private static final LocalDate TODAY = LocalDate.of(2010, 12, 1);
  private static final String NOON = "2010-12-01T12:00:00Z";

  private final OpenSales open = new OpenSales();
  private final Books books = new Books();
  private final SkuBook book = books.begin("22421");

  private Day planned(Entry.Traded... rows) {
    Day day = new Day(TODAY);
    List.of(rows).forEach(day::add);
    day.plan(open, 10);
    return day;
  }

  private static void ship(Sale sale) {
    sale.placedAs("id");
    sale.reached(Sale.State.SHIPPED);
  }

  @Test
  void booksSaleShipmentAndReturn() {
    book.found(3);
    book.open(10);
    Day day =
        planned(
            Rows.sale("1", "22421", 6, 200, "7"), Rows.credit("C2", "22421", 2, 200, "7", NOON));
    ship(day.sales().get(0));

    books.settle(day);

    assertEquals(3 + 10 - 6 + 2, book.expectedOnHand());
    assertEquals(new Sum(6, 1200), book.expectedSold());
    assertEquals(new Sum(2, 400), book.expectedReturned());
    assertEquals(2, books.rows().sum());
    assertEquals(1, books.rows().toJson().getInteger("returnedRows"));
  }

  @Test
  void booksACancelledOrderAsNotSold() {
    Day day =
        planned(
            Rows.sale("1", "22421", 6, 200, "7"), Rows.credit("C2", "22421", 6, 200, "7", NOON));
    day.sales().get(0).placedAs("id");
    day.sales().get(0).reached(Sale.State.CANCELLED);

    books.settle(day);

    assertEquals(new Sum(0, 0), book.expectedSold());
    assertEquals(0, book.expectedOnHand());
    assertEquals(1, books.rows().toJson().getInteger("cancelledRows"));
    assertEquals(1, books.orders().toJson().getInteger("cancelled"));
  }

  @Test
  void booksNothingForARejectedSaleAndItsCancellation() {
    Day day =
        planned(
            Rows.sale("1", "22421", 6, 200, "7"), Rows.credit("C2", "22421", 6, 200, "7", NOON));
    day.sales().get(0).reached(Sale.State.REJECTED);
    day.sales().get(0).failed("409 insufficient_stock");

    books.settle(day);

    assertEquals(new Sum(0, 0), book.expectedSold());
    assertEquals(
        1,
        books.rows().toJson().getJsonObject("rejectedRows").getInteger("409 insufficient_stock"));
    assertEquals(1, books.rows().skipped().of(Reason.CREDIT_OF_REJECTED));
    assertEquals(2, books.rows().sum());
  }

  @Test
  void booksNothingForAStepThatTheShopRefused() {
    Day day =
        planned(
            Rows.sale("1", "22421", 6, 200, "7"), Rows.credit("C2", "22421", 2, 200, "7", NOON));
    day.sales().get(0).placedAs("id");
    day.sales().get(0).failed("409 illegal_state");
    day.undos().get(0).failed("409 illegal_state");

    books.settle(day);

    assertEquals(0, book.shipped());
    assertEquals(0, book.returned());
    assertEquals(new Sum(6, 1200), book.expectedSold());
    assertEquals(1, books.orders().failures());
    assertEquals(1, books.rows().failed().of("409 illegal_state"));
    assertEquals(2, books.rows().sum());
  }

  @Test
  void countsUnitsThatNobodyHadBought() {
    Day day =
        planned(
            Rows.sale("1", "22421", 6, 200, "7"),
            Rows.credit("C2", "22421", 9, 200, "7", NOON),
            Rows.credit("C3", "22421", 4, 200, "7", NOON));
    ship(day.sales().get(0));

    books.settle(day);

    assertEquals(1, books.rows().toJson().getInteger("partlyReturnedRows"));
    assertEquals(7, books.rows().toJson().getInteger("unitsWithoutSale"));
    assertEquals(1, books.rows().skipped().of(Reason.UNMATCHED_CREDIT));
    assertEquals(3, books.rows().sum());
  }
}
