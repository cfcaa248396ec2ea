package io.ecart.inventory.postgres;

import io.ecart.inventory.Drift;
import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.LedgerAudit;
import io.ecart.inventory.Place;
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
  private static final String HOLDS =
      "SELECT sku, location, coalesce(h.units, 0)::bigint, coalesce(l.reserved, 0) FROM level l"
          + " FULL JOIN (SELECT line ->> 'sku' AS sku, place ->> 'location' AS location,"
          + " sum((place ->> 'quantity')::bigint) AS units FROM reservation r,"
          + " json_array_elements(r.lines) AS line,"
          + " json_array_elements(line -> 'allocations') AS place WHERE r.status = 'held'"
          + " GROUP BY 1, 2) h USING (sku, location)"
          + " WHERE coalesce(h.units, 0) <> coalesce(l.reserved, 0)"
          + " ORDER BY sku, location LIMIT "
          + LIMIT;
  private static final String CLAIMS =
      "SELECT reference, sku, location, sum(reserved + allocated)::bigint FROM movement"
          + " WHERE reference = ANY ($1) GROUP BY reference, sku, location";

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
  public Future<List<Claim>> claims(List<String> references) {
    return client
        .preparedQuery(CLAIMS)
        .execute(Tuple.tuple().addArrayOfString(references.toArray(String[]::new)))
        .map(
            rows -> {
              List<Claim> claims = new ArrayList<>(rows.size());
              for (Row row : rows) {
                Place place = new Place(row.getString(1), row.getString(2));
                claims.add(new Claim(row.getString(0), place, row.getLong(3)));
              }
              return claims;
            });
  }
}
