package io.ecart.inventory.postgres;

import io.ecart.inventory.EpochStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** The name of the current filling, in a table of one row. */
public final class PgEpochStore implements EpochStore {
  private final SqlClient client;

  public PgEpochStore(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<String> current() {
    return client
        .preparedQuery("SELECT epoch FROM count_epoch")
        .execute()
        .map(rows -> rows.iterator().next().getString(0));
  }

  @Override
  public Future<Void> begin(String epoch) {
    return client
        .preparedQuery("UPDATE count_epoch SET epoch = $1")
        .execute(Tuple.of(epoch))
        .mapEmpty();
  }
}
