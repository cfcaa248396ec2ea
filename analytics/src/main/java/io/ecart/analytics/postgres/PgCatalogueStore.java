package io.ecart.analytics.postgres;

import io.ecart.analytics.CatalogueStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** The catalogue in Postgres. */
public final class PgCatalogueStore implements CatalogueStore {
  private static final String MOVED =
      """
      SELECT f.sku FROM unnest($1::text[], $2::bigint[], $3::text[]) AS f (sku, version, category)
      LEFT JOIN product p USING (sku)
      WHERE p.sku IS NULL OR (f.version >= p.version AND f.category <> p.category)\
      """;
  private static final String SAVE =
      """
      INSERT INTO product AS t (sku, version, name, category, status, currency, price, cost)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],
                           $6::text[], $7::bigint[], $8::bigint[])
      ON CONFLICT (sku) DO UPDATE SET
        version = excluded.version, name = excluded.name, category = excluded.category,
        status = excluded.status, currency = excluded.currency, price = excluded.price,
        cost = excluded.cost
      WHERE excluded.version >= t.version\
      """;

  @Override
  public Future<Void> save(SqlConnection transaction, Collection<Product> products) {
    if (products.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Product> sorted = products.stream().sorted(Comparator.comparing(Product::sku)).toList();
    return moved(transaction, sorted)
        .compose(skus -> CategoryOrders.moved(transaction, skus))
        .compose(noted -> write(transaction, sorted));
  }

  /** The skus whose category was not known or is another one now. */
  private static Future<List<String>> moved(SqlConnection transaction, List<Product> products) {
    Tuple columns =
        Columns.of(products)
            .texts(Product::sku)
            .numbers(Product::version)
            .texts(Product::category)
            .tuple();
    return transaction
        .preparedQuery(MOVED)
        .execute(columns)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PgCatalogueStore::sku)
                    .toList());
  }

  private static String sku(Row row) {
    return row.getString(0);
  }

  private static Future<Void> write(SqlConnection transaction, List<Product> products) {
    Tuple columns =
        Columns.of(products)
            .texts(Product::sku)
            .numbers(Product::version)
            .texts(Product::name)
            .texts(Product::category)
            .texts(Product::status)
            .texts(Product::currency)
            .numbers(Product::price)
            .optionalNumbers(Product::cost)
            .tuple();
    return transaction.preparedQuery(SAVE).execute(columns).mapEmpty();
  }
}
