package io.ecart.analytics.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Work that no event asks for directly. */
public final class PgHousekeeping {
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

  /**
   * Counts orders per category anew where skus have changed their category, a little at a time.
   *
   * @return whether there was anything to do
   */
  public Future<Boolean> recountCategories() {
    return pool.preparedQuery(IS_STALE)
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? pool.withTransaction(CategoryOrders::recount)
                    : Future.succeededFuture(false));
  }

  /** Forgets what nobody will ask for again. */
  public Future<Void> prune() {
    return pool.preparedQuery(OLD_READERS).execute().mapEmpty();
  }
}
