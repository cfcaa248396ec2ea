package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import io.ecart.local.replay.Entry.Kind;
import io.ecart.local.replay.Entry.Traded;
import io.ecart.local.replay.Undo.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The invoices of one day, and what is to be done for them. */
final class Day {
  private final LocalDate date;
  private final Map<String, List<Traded>> invoiceToRows = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Credit> credits = new ArrayList<>();

  Day(LocalDate date) {
    this.date = date;
  }

  LocalDate date() {
    return date;
  }

  /** Adds a row; rows of one invoice may be apart. */
  void add(Traded row) {
    invoiceToRows.computeIfAbsent(row.document().number(), number -> new ArrayList<>()).add(row);
  }

  /**
   * Decides which orders are placed and what the cancellations undo.
   *
   * @param open what was sold before; the day's sales are added to it
   * @param mostLines what an order takes
   */
  void plan(OpenSales open, int mostLines) {
    for (List<Traded> rows : invoiceToRows.values()) {
      if (rows.get(0).document().kind() == Kind.SALE) {
        List<Sale> sales = Sale.of(rows, mostLines);
        sales.forEach(open::add);
        steps.addAll(sales);
      } else {
        planCredits(open, rows);
      }
    }
  }

  private void planCredits(OpenSales open, List<Traded> rows) {
    Map<Sale, Undo> saleToUndo = new LinkedHashMap<>();
    for (Traded row : rows) {
      List<Undo> undos = new ArrayList<>();
      int unmatched = row.quantity();
      for (Part part : open.take(row)) {
        Undo undo =
            saleToUndo.computeIfAbsent(part.line().sale(), sale -> new Undo(row.document(), sale));
        undo.add(part);
        undos.add(undo);
        unmatched -= part.quantity();
      }
      credits.add(new Credit(List.copyOf(undos), unmatched));
    }
    steps.addAll(saleToUndo.values());
  }

  /** What the cancellation rows that found a sale came to, and those that did not. */
  List<Credit> credits() {
    return credits;
  }

  List<Sale> sales() {
    return ofType(Sale.class);
  }

  List<Undo> undos() {
    return ofType(Undo.class);
  }

  private <T extends Step> List<T> ofType(Class<T> type) {
    return steps.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Orders to place and to cancel while the day lasts: per customer in turn. */
  Collection<List<Step>> trading() {
    return byCustomer(
        steps.stream().filter(step -> step instanceof Sale || isCancel(step)).toList());
  }

  /** Goods that come back once the day's orders have left: per customer in turn. */
  Collection<List<Step>> returns() {
    return byCustomer(
        steps.stream().filter(step -> step instanceof Undo && !isCancel(step)).toList());
  }

  private boolean isCancel(Step step) {
    return step instanceof Undo undo && undo.isCancel(date);
  }

  /** Nothing orders what guests do. */
  private static Collection<List<Step>> byCustomer(List<Step> steps) {
    Map<Object, List<Step>> chains = new LinkedHashMap<>();
    for (Step step : steps) {
      Document document = step.document();
      Object key = document.isGuest() ? document : document.customer();
      chains.computeIfAbsent(key, any -> new ArrayList<>()).add(step);
    }
    return chains.values();
  }
}
