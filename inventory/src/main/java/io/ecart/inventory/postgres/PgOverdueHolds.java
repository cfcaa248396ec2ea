package io.ecart.inventory.postgres;

import io.ecart.inventory.HoldExpiry.Overdue;
import io.ecart.inventory.HoldExpiry.OverdueHolds;
import io.ecart.inventory.Reservation;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds holds whose time is over through the index of held ones. */
public final class PgOverdueHolds implements OverdueHolds {
  private static final String FIND =
      "SELECT id, reference FROM reservation WHERE status = 'held' AND expires_at <= $1"
          + " AND (reference ~ '"
          + Reservation.ORDER_REFERENCE
          + "') = $2 ORDER BY expires_at LIMIT $3";

  private final SqlClient client;

  public PgOverdueHolds(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<List<Overdue>> find(Instant now, boolean forOrders, int limit) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(Columns.time(now), forOrders, limit))
        .map(PgOverdueHolds::overdue);
  }

  private static List<Overdue> overdue(RowSet<Row> rows) {
    List<Overdue> overdue = new ArrayList<>(rows.size());
    rows.forEach(row -> overdue.add(new Overdue(row.getUUID(0), row.getString(1))));
    return overdue;
  }
}
