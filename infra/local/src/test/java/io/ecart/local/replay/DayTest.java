package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayTest {
  private static final LocalDate TODAY = LocalDate.of(2010, 12, 1);
  private static final String NOON = "2010-12-01T12:00:00Z";
  private static final int MOST_LINES = 3;

  private final OpenSales open = new OpenSales();

  private Day day(Entry.Traded... rows) {
    return day(TODAY, rows);
  }

  private Day day(LocalDate date, Entry.Traded... rows) {
    Day day = new Day(date);
    List.of(rows).forEach(day::add);
    day.plan(open, MOST_LINES);
    return day;
  }

  private static List<Integer> quantities(Sale sale) {
    return sale.lines().stream().map(SaleLine::quantity).toList();
  }

  @Test
  void sumsRowsOfOneSkuAtOnePriceAndKeepsPricesApart() {
    Day day =
        day(
            Rows.sale("1", "22423", 2, 1275, "7"),
            Rows.sale("1", "22423", 3, 1095, "7"),
            Rows.sale("1", "22423", 4, 1275, "7"));

    Sale sale = day.sales().get(0);

    assertEquals(1, day.sales().size());
    assertEquals(List.of(6, 3), quantities(sale));
    assertEquals(3, sale.rows());
  }

  @Test
  void putsRowsOfAnInvoiceTogetherThatAreApart() {
    Day day =
        day(
            Rows.sale("1", "22423", 2, 1275, "7"),
            Rows.sale("2", "22423", 1, 1275, "8"),
            Rows.sale("1", "22424", 4, 1275, "7"));

    assertEquals(List.of(2, 4), quantities(day.sales().get(0)));
    assertEquals(2, day.sales().size());
  }

  @Test
  void makesSeveralOrdersOfAnInvoiceWithTooManyLines() {
    Day day =
        day(
            Rows.sale("1", "22421", 1, 1, "7"),
            Rows.sale("1", "22422", 2, 1, "7"),
            Rows.sale("1", "22423", 3, 1, "7"),
            Rows.sale("1", "22424", 4, 1, "7"),
            Rows.sale("1", "22421", 5, 1, "7"));

    assertEquals(List.of(6, 2, 3), quantities(day.sales().get(0)));
    assertEquals(List.of(4), quantities(day.sales().get(1)));
    assertEquals(2, day.sales().get(1).part());
    assertEquals(5, day.sales().stream().mapToLong(Sale::rows).sum());
  }

  @Test
  void cancelsAnOrderThatIsWhollyUndoneOnItsDay() {
    Day day =
        day(
            Rows.sale("1", "22421", 6, 1, "7"),
            Rows.sale("1", "22422", 2, 1, "7"),
            Rows.credit("C2", "22422", 2, 1, "7", NOON),
            Rows.credit("C2", "22421", 6, 1, "7", NOON));

    assertTrue(day.undos().get(0).isCancel(TODAY));
    assertEquals(
        List.of(List.of(day.sales().get(0), day.undos().get(0))), List.copyOf(day.trading()));
    assertTrue(day.returns().isEmpty());
  }

  @Test
  void takesBackWhatIsUndoneInPart() {
    Day day = day(Rows.sale("1", "22421", 6, 1, "7"), Rows.credit("C2", "22421", 5, 1, "7", NOON));

    assertFalse(day.undos().get(0).isCancel(TODAY));
    assertEquals(1, day.returns().size());
  }

  @Test
  void twoCancellationsThatUndoAnOrderTogetherAreReturns() {
    Day day =
        day(
            Rows.sale("1", "22421", 6, 1, "7"),
            Rows.credit("C2", "22421", 5, 1, "7", NOON),
            Rows.credit("C3", "22421", 1, 1, "7", NOON));

    assertEquals(2, day.undos().size());
    assertTrue(day.undos().stream().noneMatch(undo -> undo.isCancel(TODAY)));
  }

  @Test
  void takesBackAWholeOrderOfADayBefore() {
    day(Rows.sale("1", "22421", 6, 1, "7"));
    LocalDate tomorrow = TODAY.plusDays(1);

    Day day = day(tomorrow, Rows.credit("C2", "22421", 6, 1, "7", "2010-12-02T09:00:00Z"));

    assertFalse(day.undos().get(0).isCancel(tomorrow));
  }

  @Test
  void undoesTheLatestSaleFirstAndAsManyOrdersAsItNeeds() {
    Day day =
        day(
            Rows.sale("1", "22421", 6, 1, "7"),
            Rows.sale("2", "22421", 4, 1, "7"),
            Rows.credit("C3", "22421", 7, 1, "7", NOON));

    Credit credit = day.credits().get(0);

    assertEquals(
        List.of("2", "1"),
        credit.undos().stream().map(undo -> undo.sale().document().number()).toList());
    assertEquals(3, day.undos().get(1).parts().get(0).quantity());
    assertEquals(0, credit.unmatched());
  }

  @Test
  void prefersSalesAtTheSamePrice() {
    Day day =
        day(
            Rows.sale("1", "22421", 6, 165, "7"),
            Rows.sale("2", "22421", 6, 145, "7"),
            Rows.credit("C3", "22421", 8, 165, "7", NOON));

    assertEquals(
        List.of(6, 2), day.undos().stream().map(undo -> undo.parts().get(0).quantity()).toList());
    assertEquals("1", day.undos().get(0).sale().document().number());
  }

  @Test
  void neverUndoesASaleTwiceNorAnotherCustomersNorALaterOne() {
    Day day =
        day(
            Rows.credit("C1", "22421", 1, 1, "7", NOON),
            Rows.sale("2", "22421", 6, 1, "7"),
            Rows.credit("C3", "22421", 6, 1, "8", NOON),
            Rows.credit("C4", "22421", 6, 1, "7", NOON),
            Rows.credit("C5", "22421", 6, 1, "7", NOON));

    assertEquals(List.of(1, 6, 0, 6), day.credits().stream().map(Credit::unmatched).toList());
  }

  @Test
  void doesNotUndoARejectedSale() {
    Day before = day(Rows.sale("1", "22421", 6, 1, "7"));
    before.sales().get(0).reached(Sale.State.REJECTED);

    Day day = day(TODAY.plusDays(1), Rows.credit("C2", "22421", 6, 1, "7", "2010-12-02T09:00:00Z"));

    assertEquals(6, day.credits().get(0).unmatched());
  }

  @Test
  void customersDoTheirThingsInTurnAndGuestsAtOnce() {
    Day day =
        day(
            Rows.sale("1", "22421", 6, 1, "7"),
            Rows.sale("2", "22421", 6, 1, ""),
            Rows.sale("3", "22421", 6, 1, "7"),
            Rows.sale("4", "22421", 6, 1, ""));

    assertEquals(List.of(2, 1, 1), day.trading().stream().map(List::size).toList());
  }
}
