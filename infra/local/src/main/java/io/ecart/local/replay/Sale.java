package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order to be placed for an invoice. An invoice of very many lines becomes several orders. */
final class Sale extends Step {

  /** How far the order has come in the shop. */
  enum State {
    PLANNED,
    PLACED,
    REJECTED,
    CANCELLED,
    SHIPPED
  }

  private record Key(String sku, long priceMinor) {}

  private final int part;
  private final List<SaleLine> lines = new ArrayList<>();
  private long rows;
  private volatile State state = State.PLANNED;
  private volatile @Nullable String orderId;

  private Sale(Document document, int part) {
    super(document);
    this.part = part;
  }

  /**
   * The orders of one invoice.
   *
   * @param rows its rows in the file; those of one sku at one price are summed
   * @param mostLines what an order takes
   */
  static List<Sale> of(List<Entry.Traded> rows, int mostLines) {
    List<Sale> sales = new ArrayList<>();
    Map<Key, SaleLine> lines = new LinkedHashMap<>();
    for (Entry.Traded row : rows) {
      Key key = new Key(row.sku(), row.priceMinor());
      SaleLine line = lines.get(key);
      if (line == null || tooMany(line, row)) {
        line = last(sales, row.document(), mostLines).addLine(key);
        lines.put(key, line);
      }
      line.add(row.quantity());
      line.sale().rows++;
    }
    return sales;
  }

  private static boolean tooMany(SaleLine line, Entry.Traded row) {
    return (long) line.quantity() + row.quantity() > EntryReader.MOST_UNITS;
  }

  private static Sale last(List<Sale> sales, Document document, int mostLines) {
    if (sales.isEmpty() || sales.get(sales.size() - 1).lines.size() >= mostLines) {
      sales.add(new Sale(document, sales.size() + 1));
    }
    return sales.get(sales.size() - 1);
  }

  private SaleLine addLine(Key key) {
    SaleLine line = new SaleLine(this, key.sku(), key.priceMinor());
    lines.add(line);
    return line;
  }

  /** 1 for the first order of the invoice. */
  int part() {
    return part;
  }

  List<SaleLine> lines() {
    return lines;
  }

  /** Rows of the file that this order plays. */
  long rows() {
    return rows;
  }

  long units() {
    return lines.stream().mapToLong(SaleLine::quantity).sum();
  }

  State state() {
    return state;
  }

  void reached(State next) {
    state = next;
  }

  String orderId() {
    if (orderId == null) {
      throw new IllegalStateException("The order is not placed");
    }
    return orderId;
  }

  void placedAs(String id) {
    orderId = id;
    state = State.PLACED;
  }
}
