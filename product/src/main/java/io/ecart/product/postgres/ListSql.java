package io.ecart.product.postgres;

import io.ecart.product.ProductQuery;
import io.ecart.product.ProductQuery.After;
import io.ecart.product.ProductQuery.Filter;
import io.ecart.product.ProductSort;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The statement of one page. Every order ends with the sku, and a page begins behind the keys of
 * the last product seen, so that products which come or go meanwhile neither double nor hide
 * others.
 */
final class ListSql {
  private final Tuple parameters = Tuple.tuple();
  private final List<String> conditions = new ArrayList<>();
  private final ProductQuery query;
  private final String key;

  ListSql(ProductQuery query) {
    this.query = query;
    Filter filter = query.filter();
    @Nullable String text = filter.text();
    String rank = text == null ? "0" : matching(text);
    this.key = keyOf(query.sort(), rank);
    is("p.category", filter.category());
    is("p.group_id", filter.groupId());
    is("p.status", filter.status() == null ? null : filter.status().wire());
    prices(filter);
    stock(filter.inStock());
    if (!filter.skus().isEmpty()) {
      conditions.add("p.sku = ANY(" + bind(filter.skus().toArray(String[]::new)) + "::text[])");
    }
    if (query.after() != null) {
      conditions.add(behind(query.after()));
    }
  }

  /** One row more than the page holds tells whether there is a next one. */
  String sql() {
    String direction = isDescending() ? " DESC" : "";
    return "SELECT "
        + ProductRows.COLUMNS
        + ", "
        + key
        + " AS sort_key FROM product p"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + (" ORDER BY " + key + direction + ", p.sku" + direction)
        + (" LIMIT " + bind(query.limit() + 1) + "::int");
  }

  Tuple parameters() {
    return parameters;
  }

  /**
   * Matches by words, by beginnings of words, and by the beginning of the sku.
   *
   * @return the rank as whole number, the best match being the smallest; an exact sku is the best
   */
  private String matching(String text) {
    String words = lower(SearchText.words(text));
    String beginnings = lower(SearchText.prefixQuery(text));
    String query =
        "(websearch_to_tsquery('english', "
            + words
            + ") || to_tsquery('english', "
            + beginnings
            + ") || to_tsquery('simple', "
            + beginnings
            + "))";
    String prefix = bind(SearchText.likePrefix(text)) + "::text";
    String sku = bind(text.strip().toLowerCase(Locale.ROOT)) + "::text";
    conditions.add("(p.search @@ " + query + " OR lower(p.sku) LIKE " + prefix + ")");
    return "(CASE WHEN lower(p.sku) = "
        + sku
        + " THEN -3000000 WHEN lower(p.sku) LIKE "
        + prefix
        + " THEN -2000000 ELSE 0 END - (ts_rank(p.search, "
        + query
        + ") * 1000000)::int)";
  }

  /** Lowered by the database, as what it is compared with. */
  private String lower(String text) {
    return "lower(" + bind(text) + "::text)";
  }

  private static String keyOf(ProductSort sort, String rank) {
    return switch (sort) {
      case RELEVANCE -> rank + "::bigint";
      case NAME -> "lower(p.name)";
      case PRICE, PRICE_DOWN -> "p.price_minor";
      case NEWEST -> "p.created_at";
      case SKU -> "p.sku";
    };
  }

  private boolean isDescending() {
    return query.sort() == ProductSort.PRICE_DOWN || query.sort() == ProductSort.NEWEST;
  }

  private void is(String column, @Nullable String value) {
    if (value != null) {
      conditions.add(column + " = " + bind(value) + "::text");
    }
  }

  private void prices(Filter filter) {
    if (filter.minPrice() != null) {
      conditions.add("p.price_minor >= " + bind(filter.minPrice()) + "::bigint");
    }
    if (filter.maxPrice() != null) {
      conditions.add("p.price_minor <= " + bind(filter.maxPrice()) + "::bigint");
    }
  }

  private void stock(@Nullable Boolean inStock) {
    if (inStock != null) {
      conditions.add(
          (inStock ? "" : "NOT ")
              + "EXISTS (SELECT FROM availability a WHERE a.sku = p.sku"
              + " AND a.status IN ('in_stock', 'low_stock'))");
    }
  }

  private String behind(After after) {
    String comparison = isDescending() ? " < " : " > ";
    Object value = after.key();
    String type = "::text";
    if (value instanceof Long) {
      type = "::bigint";
    } else if (value instanceof Instant time) {
      value = time.atOffset(ZoneOffset.UTC);
      type = "::timestamptz";
    }
    return "("
        + key
        + ", p.sku)"
        + comparison
        + "("
        + bind(value)
        + type
        + ", "
        + bind(after.sku())
        + "::text)";
  }

  private String bind(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }
}
