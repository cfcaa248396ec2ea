package io.ecart.product.rows;

import io.ecart.product.Money;
import io.ecart.product.Row;
import io.ecart.product.Skus;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a CSV mean. A row becomes a merge patch: a column that is not there leaves
 * its member as it is, an empty cell takes it away.
 */
final class CsvHeader {
  private final List<String> columns;
  private final Map<String, Integer> known = new HashMap<>();

  private CsvHeader(List<String> columns) {
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      if (Columns.ALL.contains(columns.get(i))) {
        known.put(columns.get(i), i);
      }
    }
  }

  /**
   * @throws Problem naming every fault of the header
   */
  static CsvHeader of(List<String> cells) {
    List<String> columns = cells.stream().map(CsvHeader::canonical).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!column.isEmpty() && !seen.add(memberOf(column))) {
        throw fault(column, "duplicate", "Two columns stand for " + memberOf(column));
      }
    }
    if (!seen.contains(Columns.SKU)) {
      throw fault(Columns.SKU, "required", "The header has no column sku; commas part the columns");
    }
    if (seen.contains(Columns.PRICE) != seen.contains(Columns.CURRENCY)) {
      throw fault(Columns.PRICE, "required", "The columns price and currency go together");
    }
    return new CsvHeader(columns);
  }

  private static Problem fault(String column, String code, String detail) {
    return Problem.invalid("/" + column, code, detail);
  }

  /** Known columns are found whatever their case. */
  private static String canonical(String cell) {
    String name = cell.strip();
    return Columns.ALL.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }

  /** What a column says something of, in one form however the header writes it. */
  private static String memberOf(String column) {
    if (Columns.ALL.contains(column)) {
      return column;
    }
    if (column.startsWith(Columns.OPTION)) {
      return Columns.OPTION + column.substring(Columns.OPTION.length()).strip();
    }
    boolean isSaid = column.startsWith(Columns.ATTRIBUTE);
    String name = isSaid ? column.substring(Columns.ATTRIBUTE.length()) : column;
    return Columns.ATTRIBUTE + name.strip();
  }

  Row row(long line, List<String> cells) {
    String sku = cell(cells, Columns.SKU);
    if (cells.size() != columns.size()) {
      return new Row.Fault(
          line,
          sku,
          null,
          "columns",
          "The row has " + cells.size() + " columns, the header " + columns.size());
    }
    String fault = Skus.faultOf(sku);
    if (fault != null) {
      return new Row.Fault(line, sku, "/sku", "".equals(sku) ? "required" : "format", fault);
    }
    JsonObject patch = new JsonObject();
    for (int i = 0; i < cells.size(); i++) {
      put(patch, columns.get(i), cells.get(i));
    }
    Row.Fault badPrice = putPrice(line, String.valueOf(sku), patch, cells);
    return badPrice == null ? new Row.Patch(line, String.valueOf(sku), patch, true) : badPrice;
  }

  /** The sku of a row that cannot be taken apart, when it and the cells before it are plain. */
  @Nullable String skuOf(String row) {
    int index = Objects.requireNonNull(known.get(Columns.SKU), "Every header has a sku");
    List<String> cells = List.of(row.split(",", index + 2));
    // The last cell may have been cut short.
    boolean isWhole = cells.size() == index + 2;
    if (!isWhole || cells.subList(0, index).stream().anyMatch(cell -> cell.contains("\""))) {
      return null;
    }
    String sku = cells.get(index).strip();
    return Skus.faultOf(sku) == null ? sku : null;
  }

  private @Nullable String cell(List<String> cells, String column) {
    Integer index = known.get(column);
    return index == null || index >= cells.size() ? null : cells.get(index).strip();
  }

  private static void put(JsonObject patch, String column, String cell) {
    String text = cell.isEmpty() ? null : cell;
    switch (column) {
      case Columns.SKU, Columns.PRICE, Columns.CURRENCY -> {}
      case Columns.NAME, Columns.DESCRIPTION, Columns.CATEGORY, Columns.GROUP ->
          patch.put(column, text);
      case Columns.STATUS -> patch.put(column, text == null ? null : status(text));
      case Columns.IMAGES -> patch.put(column, images(cell));
      default -> putFree(patch, column, text);
    }
  }

  private static String status(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable JsonArray images(String cell) {
    List<String> images = ImageCell.read(cell);
    return images.isEmpty() ? null : new JsonArray(images);
  }

  private static void putFree(JsonObject patch, String column, @Nullable String text) {
    if (column.startsWith(Columns.OPTION)) {
      member(patch, "options").put(column.substring(Columns.OPTION.length()), text);
    } else if (column.startsWith(Columns.ATTRIBUTE)) {
      member(patch, "attributes").put(column.substring(Columns.ATTRIBUTE.length()), text);
    } else {
      // A nameless column may stand there empty, as spreadsheets leave them; else it is a fault.
      member(patch, "attributes").put(column, text);
    }
  }

  private static JsonObject member(JsonObject patch, String name) {
    JsonObject inner = patch.getJsonObject(name);
    if (inner == null) {
      inner = new JsonObject();
      patch.put(name, inner);
    }
    return inner;
  }

  private Row.@Nullable Fault putPrice(
      long line, String sku, JsonObject patch, List<String> cells) {
    String price = cell(cells, Columns.PRICE);
    String currency = cell(cells, Columns.CURRENCY);
    if (price == null || currency == null) {
      return null;
    }
    try {
      patch.put("price", Money.ofMajor(price, currency).toJson());
      return null;
    } catch (IllegalArgumentException e) {
      return new Row.Fault(line, sku, "/price", "format", "price " + e.getMessage());
    }
  }
}
