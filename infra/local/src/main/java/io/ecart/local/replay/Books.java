package io.ecart.local.replay;

import io.ecart.local.replay.Sale.State;
import io.ecart.local.replay.Undo.Part;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** What the replay has done: each row of the file once, and each sku's units and money. */
final class Books {
  private final Map<String, SkuBook> skuToBook = new LinkedHashMap<>();
  private final RowCounts rows = new RowCounts();
  private final OrderCounts orders = new OrderCounts();

  RowCounts rows() {
    return rows;
  }

  OrderCounts orders() {
    return orders;
  }

  /** The book of a sku, begun when there is none. */
  SkuBook begin(String sku) {
    return skuToBook.computeIfAbsent(sku, SkuBook::new);
  }

  boolean has(String sku) {
    return skuToBook.containsKey(sku);
  }

  Collection<SkuBook> skus() {
    return skuToBook.values();
  }

  long sum(ToLongFunction<SkuBook> of) {
    return skuToBook.values().stream().mapToLong(of).sum();
  }

  private SkuBook book(SaleLine line) {
    return Objects.requireNonNull(skuToBook.get(line.sku()), line.sku());
  }

  /** Books a day that is over. */
  void settle(Day day) {
    day.sales().forEach(this::settle);
    for (Undo undo : day.undos()) {
      if (isDone(undo)) {
        settle(undo, undo.isCancel(day.date()));
      }
    }
    for (Credit credit : day.credits()) {
      settle(credit, day);
    }
  }

  private void settle(Sale sale) {
    String failure = sale.failure();
    if (sale.state() == State.REJECTED) {
      rows.rejected(String.valueOf(failure), sale.rows());
      orders.rejected(String.valueOf(failure));
      return;
    }
    rows.placed(sale.rows());
    orders.placed(sale);
    sale.lines().forEach(line -> book(line).place(line));
    if (sale.state() == State.SHIPPED) {
      orders.shipped();
      sale.lines().forEach(line -> book(line).ship(line));
    } else if (failure != null) {
      orders.failed("shipment: " + failure);
    }
  }

  private static boolean isDone(Undo undo) {
    return undo.failure() == null && undo.sale().state() != State.REJECTED;
  }

  private void settle(Undo undo, boolean cancel) {
    for (Part part : undo.parts()) {
      SkuBook book = book(part.line());
      if (cancel) {
        book.cancel(part);
      } else {
        book.takeBack(part);
      }
    }
    if (cancel) {
      orders.cancelled();
    } else {
      orders.returned();
    }
  }

  private void settle(Credit credit, Day day) {
    List<Undo> undos = credit.undos();
    if (undos.isEmpty()) {
      rows.skipped(Reason.UNMATCHED_CREDIT);
      rows.unmatched(credit.unmatched());
    } else if (undos.stream().anyMatch(undo -> undo.sale().state() == State.REJECTED)) {
      rows.skipped(Reason.CREDIT_OF_REJECTED);
    } else {
      settleMatched(credit, day);
    }
  }

  private void settleMatched(Credit credit, Day day) {
    List<String> failures =
        credit.undos().stream().map(Step::failure).filter(Objects::nonNull).toList();
    rows.unmatched(credit.unmatched());
    if (!failures.isEmpty()) {
      rows.failed(String.valueOf(failures.get(0)));
    } else if (credit.unmatched() > 0) {
      rows.partly();
    } else if (credit.undos().stream().allMatch(undo -> undo.isCancel(day.date()))) {
      rows.cancelled();
    } else {
      rows.returned();
    }
  }
}
