package io.ecart.analytics.postgres;

import io.ecart.analytics.Housekeeping;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Housekeeping in Postgres. */
public final class PgHousekeeping implements Housekeeping {
  private static final String IS_STALE = "SELECT EXISTS (SELECT FROM stale_category_hour)";

  /**
   * Rows of instances that are long gone; the newest of all stays, so that it is never forgotten.
   */
  private static final String OLD_READERS =
      """
      DELETE FROM progress WHERE event_at < now() - interval '7 days'
      AND event_at < (SELECT max(event_at) FROM progress)\
      """;

  private final Pool pool;

  public PgHousekeeping(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Boolean> recountCategories() {
    return pool.preparedQuery(IS_STALE)
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? pool.withTransaction(CategoryOrders::recount)
                    : Future.succeededFuture(false));
  }

  @Override
  public Future<Void> prune() {
    return pool.preparedQuery(OLD_READERS).execute().mapEmpty();
  }
}
