package io.ecart.inventory.postgres;

import io.ecart.inventory.Drift;
import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.LedgerAudit;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reservation;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** One statement per comparison: Postgres shows both sides as of the same moment. */
public final class PgLedgerAudit implements LedgerAudit {
  private static final int LIMIT = 1_000;
  private static final String[] FIELDS = {
    "onHand", "reserved", "allocated", "unavailable", "incoming"
  };
  private static final String LEDGER =
      "SELECT sku, location, coalesce(m.on_hand, 0)::bigint, coalesce(m.reserved, 0)::bigint,"
          + " coalesce(m.allocated, 0)::bigint, coalesce(m.unavailable, 0)::bigint,"
          + " coalesce(m.incoming, 0)::bigint, coalesce(l.on_hand, 0), coalesce(l.reserved, 0),"
          + " coalesce(l.allocated, 0), coalesce(l.unavailable, 0), coalesce(l.incoming, 0)"
          + " FROM level l FULL JOIN (SELECT sku, location, sum(on_hand) AS on_hand,"
          + " sum(reserved) AS reserved, sum(allocated) AS allocated,"
          + " sum(unavailable) AS unavailable, sum(incoming) AS incoming"
          + " FROM movement GROUP BY sku, location) m USING (sku, location)"
          + " WHERE (coalesce(m.on_hand, 0), coalesce(m.reserved, 0), coalesce(m.allocated, 0),"
          + " coalesce(m.unavailable, 0), coalesce(m.incoming, 0)) <> (coalesce(l.on_hand, 0),"
          + " coalesce(l.reserved, 0), coalesce(l.allocated, 0), coalesce(l.unavailable, 0),"
          + " coalesce(l.incoming, 0)) ORDER BY sku, location LIMIT "
          + LIMIT;
  private static final String HELD =
      "SELECT r.reference, line ->> 'sku' AS sku, place ->> 'location' AS location,"
          + " (place ->> 'quantity')::bigint AS units FROM reservation r,"
          + " json_array_elements(r.lines) AS line,"
          + " json_array_elements(line -> 'allocations') AS place WHERE r.status = 'held'";
  private static final String HOLDS =
      "SELECT sku, location, coalesce(h.units, 0)::bigint, coalesce(l.reserved, 0) FROM level l"
          + " FULL JOIN (SELECT sku, location, sum(units) AS units FROM ("
          + HELD
          + " AND r.reference !~ '"
          + Reservation.ORDER_REFERENCE
          + "') held GROUP BY sku, location) h USING (sku, location)"
          + " WHERE coalesce(h.units, 0) <> coalesce(l.reserved, 0)"
          + " ORDER BY sku, location LIMIT "
          + LIMIT;

  /** Half of the minute for which the orders are untouched: no two clocks differ by so much. */
  private static final String SHORTFALLS =
      "WITH claim AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])"
          + " AS c (reference, sku, location, units)),"
          + " booked AS (SELECT reference, sku, location, sum(reserved + allocated) AS units"
          + " FROM movement WHERE reference = ANY ($1) GROUP BY reference, sku, location),"
          + " growth AS (SELECT sku, location, sum(units) AS units FROM ("
          + HELD
          + " AND r.reference ~ '"
          + Reservation.ORDER_REFERENCE
          + "'"
          + " AND r.created_at < now() - interval '30 seconds'"
          + " AND r.reference NOT IN (SELECT reference FROM claim)) held GROUP BY sku, location)"
          + " SELECT reference, sku, location, c.units, coalesce(b.units, 0)::bigint FROM claim c"
          + " LEFT JOIN booked b USING (reference, sku, location)"
          + " LEFT JOIN growth g USING (sku, location)"
          + " WHERE c.units > coalesce(b.units, 0) + coalesce(g.units, 0)"
          + " ORDER BY sku, location, reference LIMIT "
          + LIMIT;

  private final SqlClient client;

  public PgLedgerAudit(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<List<Drift>> ledger() {
    return client.query(LEDGER).execute().map(PgLedgerAudit::ofLedger);
  }

  private static List<Drift> ofLedger(RowSet<Row> rows) {
    List<Drift> drift = new ArrayList<>();
    for (Row row : rows) {
      Place place = new Place(row.getString(0), row.getString(1));
      for (int i = 0; i < FIELDS.length; i++) {
        long expected = row.getLong(2 + i);
        long actual = row.getLong(2 + FIELDS.length + i);
        if (expected != actual) {
          drift.add(new Drift(Source.LEDGER, place, FIELDS[i], expected, actual));
        }
      }
    }
    return drift;
  }

  @Override
  public Future<List<Drift>> holds() {
    return client.query(HOLDS).execute().map(PgLedgerAudit::ofHolds);
  }

  private static List<Drift> ofHolds(RowSet<Row> rows) {
    List<Drift> drift = new ArrayList<>();
    for (Row row : rows) {
      Place place = new Place(row.getString(0), row.getString(1));
      drift.add(new Drift(Source.HOLDS, place, "reserved", row.getLong(2), row.getLong(3)));
    }
    return drift;
  }

  @Override
  public Future<List<Shortfall>> shortfalls(List<Claim> claims) {
    if (claims.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(claims, Claim::reference))
            .addArrayOfString(Columns.texts(claims, claim -> claim.place().sku()))
            .addArrayOfString(Columns.texts(claims, claim -> claim.place().location()))
            .addArrayOfLong(Columns.longs(claims, Claim::units));
    return client.preparedQuery(SHORTFALLS).execute(columns).map(PgLedgerAudit::ofOrders);
  }

  private static List<Shortfall> ofOrders(RowSet<Row> rows) {
    List<Shortfall> found = new ArrayList<>();
    for (Row row : rows) {
      Place place = new Place(row.getString(1), row.getString(2));
      Claim claim = new Claim(row.getString(0), place, row.getLong(3));
      found.add(new Shortfall(claim, row.getLong(4)));
    }
    return found;
  }
}
