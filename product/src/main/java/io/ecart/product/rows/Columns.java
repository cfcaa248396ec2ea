package io.ecart.product.rows;

import java.util.List;

/** The names of CSV columns that mean something; any other is an attribute. */
final class Columns {
  static final String SKU = "sku";
  static final String NAME = "name";
  static final String DESCRIPTION = "description";
  static final String CATEGORY = "category";
  static final String PRICE = "price";
  static final String CURRENCY = "currency";
  static final String STATUS = "status";
  static final String GROUP = "groupId";
  static final String IMAGES = "images";

  /** In the order in which they are written. */
  static final List<String> ALL =
      List.of(SKU, NAME, DESCRIPTION, CATEGORY, PRICE, CURRENCY, STATUS, GROUP, IMAGES);

  /** Before the name of an option, as in {@code options.size}. */
  static final String OPTION = "options.";

  /** Before the name of an attribute that could be taken for another column. */
  static final String ATTRIBUTE = "attributes.";

  private Columns() {}

  /** The column in which an attribute is written. */
  static String ofAttribute(String name) {
    boolean ambiguous =
        name.startsWith(OPTION)
            || name.startsWith(ATTRIBUTE)
            || !name.equals(name.strip())
            || ALL.stream().anyMatch(name::equalsIgnoreCase);
    return ambiguous ? ATTRIBUTE + name : name;
  }
}
