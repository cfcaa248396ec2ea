package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Traded;
import io.ecart.local.replay.Undo.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What known customers have bought and not given back. The one thing of the replay that grows with
 * the file, so it is kept small: a chain of lines per customer and sku, the latest first.
 */
final class OpenSales {
  private final Map<String, Map<String, SaleLine>> customerToSkuToLatest = new HashMap<>();

  void add(Sale sale) {
    if (sale.document().isGuest()) {
      return;
    }
    Map<String, SaleLine> skuToLatest =
        customerToSkuToLatest.computeIfAbsent(
            sale.document().customer(), customer -> new HashMap<>());
    for (SaleLine line : sale.lines()) {
      line.follows(skuToLatest.put(line.sku(), line));
    }
  }

  /**
   * Takes what a cancellation row undoes: the customer's latest sales of the sku first, and among
   * them those at the same price. Fewer units than asked for when there are no more.
   */
  List<Part> take(Traded credit) {
    List<Part> parts = new ArrayList<>();
    int left = take(credit, credit.quantity(), true, parts);
    take(credit, left, false, parts);
    return parts;
  }

  private int take(Traded credit, int units, boolean samePrice, List<Part> parts) {
    int left = units;
    for (SaleLine line = latest(credit); line != null && left > 0; line = line.earlier()) {
      boolean fits = !samePrice || line.priceMinor() == credit.priceMinor();
      int taken = fits && isOpen(line) ? Math.min(left, line.remaining()) : 0;
      if (taken > 0) {
        line.take(taken);
        parts.add(new Part(line, taken));
        left -= taken;
      }
    }
    return left;
  }

  private static boolean isOpen(SaleLine line) {
    return line.sale().state() != Sale.State.REJECTED;
  }

  private @Nullable SaleLine latest(Traded credit) {
    return customerToSkuToLatest
        .getOrDefault(credit.document().customer(), Map.of())
        .get(credit.sku());
  }
}
