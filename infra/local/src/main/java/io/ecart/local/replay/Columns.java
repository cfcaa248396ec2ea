package io.ecart.local.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the columns of a file stand, by the names in its first line.
 *
 * @param count columns of the file, unknown ones included
 * @param places the place of each {@link Column}
 */
record Columns(int count, Map<Column, Integer> places) {

  /** The texts of one row. */
  record Row(
      String invoice,
      String stockCode,
      String description,
      String quantity,
      String invoiceDate,
      String unitPrice,
      String customerId,
      String country) {}

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change.
  private enum Column {
    INVOICE("InvoiceNo", "Invoice"),
    STOCK_CODE("StockCode"),
    DESCRIPTION("Description"),
    QUANTITY("Quantity"),
    INVOICE_DATE("InvoiceDate"),
    UNIT_PRICE("UnitPrice", "Price"),
    CUSTOMER_ID("CustomerID", "Customer ID"),
    COUNTRY("Country");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    int placeIn(List<String> header) {
      return names.stream().map(Columns::plain).mapToInt(header::indexOf).max().orElse(-1);
    }
  }

  /**
   * @param header the fields of the first line; case and blanks do not count
   * @throws ReplayException naming every column that is missing
   */
  static Columns of(List<String> header) {
    List<String> plain = header.stream().map(Columns::plain).toList();
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    List<String> missing = new ArrayList<>();
    for (Column column : Column.values()) {
      int place = column.placeIn(plain);
      places.put(column, place);
      if (place < 0) {
        missing.add(column.names.get(0));
      }
    }
    if (!missing.isEmpty()) {
      throw new ReplayException(
          "the first line does not name the column(s) "
              + String.join(", ", missing)
              + "; needed are "
              + Arrays.stream(Column.values()).map(column -> column.names.get(0)).toList());
    }
    return new Columns(header.size(), Map.copyOf(places));
  }

  private static String plain(String name) {
    return name.replaceAll("[\\s_]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * @param fields as many as the file has columns
   */
  Row row(List<String> fields) {
    return new Row(
        text(fields, Column.INVOICE),
        text(fields, Column.STOCK_CODE),
        text(fields, Column.DESCRIPTION),
        text(fields, Column.QUANTITY),
        text(fields, Column.INVOICE_DATE),
        text(fields, Column.UNIT_PRICE),
        text(fields, Column.CUSTOMER_ID),
        text(fields, Column.COUNTRY));
  }

  private String text(List<String> fields, Column column) {
    return fields.get(places.getOrDefault(column, 0)).strip();
  }
}
