package io.ecart.analytics.postgres;

import io.ecart.analytics.CartStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Cart counters in Postgres. */
public final class PgCartStore implements CartStore {
  private static final String ADD =
      """
      INSERT INTO cart_day AS t SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bigint[])
      ON CONFLICT (start, event) DO UPDATE SET carts = t.carts + excluded.carts\
      """;

  @Override
  public Future<Void> save(SqlConnection transaction, Map<CartDay, Long> counts) {
    List<Entry<CartDay, Long>> sorted =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparing((Entry<CartDay, Long> row) -> row.getKey().day())
                    .thenComparing(row -> row.getKey().event()))
            .toList();
    Tuple columns =
        Columns.of(sorted)
            .times(row -> row.getKey().day())
            .texts(row -> row.getKey().event())
            .numbers(Entry::getValue)
            .tuple();
    return transaction.preparedQuery(ADD).execute(columns).mapEmpty();
  }
}
