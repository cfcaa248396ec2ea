package io.ecart.product.http;

import io.ecart.product.Category;
import io.ecart.product.ProductQuery;
import io.ecart.product.ProductQuery.After;
import io.ecart.product.ProductQuery.Filter;
import io.ecart.product.ProductSort;
import io.ecart.product.ProductStatus;
import io.ecart.product.Skus;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a list is asked for; every wrong parameter is named. */
final class ProductQueryReader {
  private static final int MAX_TEXT = 200;
  private static final int MAX_SKUS = 200;
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private static final String OTHER_LIST = "is not a cursor of this list";

  /** Stands in the cursors of categories where those of products name their order. */
  private static final String CATEGORIES = "category";

  private ProductQueryReader() {}

  /** The page that a caller wants; {@code query} is checked at the end. */
  static ProductQuery page(Query query, Caller caller) {
    Filter filter = filter(query, caller);
    int limit = query.limit();
    ProductSort sort = sort(query, filter.text() != null);
    After after = after(query, sort);
    query.check();
    return new ProductQuery(filter, sort, after, limit);
  }

  /** Which products; the public sees what is for sale. */
  static Filter filter(Query query, Caller caller) {
    return new Filter(
        text(query, "q"),
        text(query, "category"),
        text(query, "groupId"),
        status(query, caller),
        query.number("minPrice"),
        query.number("maxPrice"),
        query.flag("inStock"),
        skus(query));
  }

  private static @Nullable String text(Query query, String name) {
    String text = query.text(name);
    if (text != null && text.length() > MAX_TEXT) {
      query.error(name, "length", "must have at most " + MAX_TEXT + " characters");
    }
    return text == null || text.isBlank() ? null : text;
  }

  private static @Nullable ProductStatus status(Query query, Caller caller) {
    ProductStatus wanted = query.choice("status", ProductStatus.class);
    if (caller.mayActForOthers()) {
      return wanted;
    }
    if (wanted != null && wanted != ProductStatus.ACTIVE) {
      // Who sends no token may be staff; who sends one and is not, may not try again.
      throw Problem.of(
          caller.isAnonymous() ? ProblemCode.UNAUTHENTICATED : ProblemCode.FORBIDDEN,
          "Only staff may list products that are " + wanted.wire());
    }
    return ProductStatus.ACTIVE;
  }

  private static List<String> skus(Query query) {
    List<String> skus = query.list("skus", MAX_SKUS);
    for (String sku : skus) {
      String fault = Skus.faultOf(sku);
      if (fault != null) {
        query.error("skus", "format", "names no sku: " + fault);
        return List.of();
      }
    }
    return skus;
  }

  private static ProductSort sort(Query query, boolean searching) {
    String wanted = query.text("sort");
    ProductSort usual = searching ? ProductSort.RELEVANCE : ProductSort.NAME;
    if (wanted == null) {
      return usual;
    }
    return ProductSort.of(wanted)
        .orElseGet(
            () -> {
              List<String> all =
                  Arrays.stream(ProductSort.values()).map(ProductSort::wire).toList();
              query.error("sort", "choice", "must be one of " + String.join(", ", all));
              return usual;
            });
  }

  private static @Nullable After after(Query query, ProductSort sort) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return null;
    }
    try {
      if (!cursor.key(0).equals(sort.wire()) || Skus.faultOf(cursor.key(2)) != null) {
        throw new IllegalArgumentException("The cursor is of another list");
      }
      return new After(key(sort, cursor.key(1)), cursor.key(2));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      query.error("cursor", "format", OTHER_LIST);
      return null;
    }
  }

  private static Object key(ProductSort sort, String text) {
    return switch (sort) {
      case NAME, SKU -> text;
      case NEWEST -> {
        Instant time = Instant.parse(text);
        if (time.isAfter(FAR) || time.isBefore(Instant.EPOCH)) {
          throw new IllegalArgumentException("No such time");
        }
        yield time;
      }
      case RELEVANCE, PRICE, PRICE_DOWN -> Long.valueOf(text);
    };
  }

  /** The place behind a page, for the client to send back. */
  static @Nullable String cursor(ProductSort sort, @Nullable After after) {
    return after == null
        ? null
        : Cursor.of(sort.wire(), after.key().toString(), after.sku()).encode();
  }

  /** The name behind which a page of categories begins; empty for the first page. */
  static String categoriesAfter(Query query) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return "";
    }
    boolean isOurs = cursor.keys().size() == 2 && cursor.key(0).equals(CATEGORIES);
    if (!isOurs || cursor.key(1).length() > MAX_TEXT) {
      query.error("cursor", "format", OTHER_LIST);
      return "";
    }
    return cursor.key(1);
  }

  /** The place behind a page that ends with this category. */
  static String categoryCursor(Category last) {
    return Cursor.of(CATEGORIES, last.name()).encode();
  }
}
