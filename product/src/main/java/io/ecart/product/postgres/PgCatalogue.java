package io.ecart.product.postgres;

import io.ecart.product.Catalogue;
import io.ecart.product.Category;
import io.ecart.product.Page;
import io.ecart.product.Product;
import io.ecart.product.ProductQuery;
import io.ecart.product.ProductQuery.After;
import io.ecart.product.ProductSort;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and search in Postgres. */
public final class PgCatalogue implements Catalogue {
  private static final String CATEGORIES =
      "SELECT category, count(*) FROM product WHERE status = 'active' AND category > $1"
          + " GROUP BY category ORDER BY category LIMIT $2";
  private static final String NAMES =
      "SELECT DISTINCT jsonb_object_keys(%1$s) FROM product WHERE %1$s <> '{}' ORDER BY 1 LIMIT $1";

  private final Pool pool;

  public PgCatalogue(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Page> list(ProductQuery query) {
    ListSql list = new ListSql(query);
    return pool.preparedQuery(list.sql()).execute(list.parameters()).map(rows -> page(rows, query));
  }

  private static Page page(RowSet<Row> rows, ProductQuery query) {
    List<Product> products = new ArrayList<>(rows.size());
    @Nullable After last = null;
    for (Row row : rows) {
      if (products.size() == query.limit()) {
        return new Page(products, last);
      }
      Product product = ProductRows.product(row);
      products.add(product);
      last = new After(key(row, query.sort()), product.sku());
    }
    return new Page(products, null);
  }

  private static Object key(Row row, ProductSort sort) {
    return switch (sort) {
      case NAME, SKU -> row.getString("sort_key");
      case NEWEST -> row.getOffsetDateTime("sort_key").toInstant();
      case RELEVANCE, PRICE, PRICE_DOWN -> row.getLong("sort_key");
    };
  }

  @Override
  public Future<List<Category>> categories(String after, int limit) {
    return pool.preparedQuery(CATEGORIES)
        .execute(Tuple.of(after, limit))
        .map(
            rows -> {
              List<Category> categories = new ArrayList<>();
              rows.forEach(row -> categories.add(new Category(row.getString(0), row.getLong(1))));
              return categories;
            });
  }

  @Override
  public Future<Names> names(int limit) {
    Future<List<String>> attributes = names("attributes", limit);
    Future<List<String>> options = names("options", limit);
    return Future.all(attributes, options)
        .map(both -> new Names(attributes.result(), options.result()));
  }

  private Future<List<String>> names(String column, int limit) {
    return pool.preparedQuery(NAMES.formatted(column))
        .execute(Tuple.of(limit))
        .map(
            rows -> {
              List<String> names = new ArrayList<>();
              rows.forEach(row -> names.add(row.getString(0)));
              return names;
            });
  }
}
