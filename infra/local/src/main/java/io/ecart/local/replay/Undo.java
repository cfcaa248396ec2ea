package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one cancellation invoice takes back of one order. */
final class Undo extends Step {

  /** Units of one of the order's lines. */
  record Part(SaleLine line, int quantity) {
    long valueMinor() {
      return line.priceMinor() * quantity;
    }
  }

  private final Sale sale;
  private final List<Part> parts = new ArrayList<>();

  Undo(Document document, Sale sale) {
    super(document);
    this.sale = sale;
  }

  Sale sale() {
    return sale;
  }

  void add(Part part) {
    parts.add(part);
  }

  List<Part> parts() {
    return parts;
  }

  /** Units by line, in the order in which the invoice names them. */
  Map<SaleLine, Integer> lineToUnits() {
    Map<SaleLine, Integer> sums = new LinkedHashMap<>();
    parts.forEach(part -> sums.merge(part.line(), part.quantity(), Integer::sum));
    return sums;
  }

  /**
   * Whether the order is cancelled, and not sent back: all of it is undone on the day on which it
   * was placed, so it has not been shipped.
   */
  boolean isCancel(LocalDate today) {
    return sale.document().day().equals(today)
        && parts.stream().mapToLong(Part::quantity).sum() == sale.units();
  }
}
