package io.ecart.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wanted of one sku.
 *
 * @param sku the sku
 * @param quantity units, at least one
 * @param index the place of the (first) line in the request, for pointers of errors
 */
public record Line(String sku, long quantity, int index) {

  /** One line per sku, in order of first mention: two lines of one sku are one wish. */
  public static List<Line> summed(List<Line> lines) {
    if (lines.size() < 2) {
      return lines;
    }
    Map<String, Line> sums = new LinkedHashMap<>();
    for (Line line : lines) {
      sums.merge(
          line.sku(),
          line,
          (first, more) ->
              new Line(first.sku(), first.quantity() + more.quantity(), first.index()));
    }
    return new ArrayList<>(sums.values());
  }
}
