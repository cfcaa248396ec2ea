package io.ecart.product.postgres;

import io.ecart.product.Availability;
import io.ecart.product.StockSource;
import io.ecart.product.StockTold;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What inventory's events told last of each sku: for the filter, and when it cannot be asked. */
public final class StockTable implements StockSource {
  private static final String FIND =
      "SELECT sku, available, status, as_of FROM availability"
          + " WHERE sku = ANY($1::text[]) AND as_of > $2";

  /** The rule of {@link StockTold#newer}, against what is stored. */
  private static final String NOTE =
      "INSERT INTO availability AS a (sku, available, status, version, as_of)"
          + " SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[],"
          + " $5::timestamptz[])"
          + " ON CONFLICT (sku) DO UPDATE SET available = excluded.available,"
          + " status = excluded.status, version = excluded.version, as_of = excluded.as_of"
          + " WHERE excluded.version > a.version OR excluded.as_of > a.as_of";

  private final Pool pool;
  private final Clock clock;
  private final Duration maxAge;

  /**
   * @param maxAge how old a state may be to be given as an answer
   */
  public StockTable(Pool pool, Clock clock, Duration maxAge) {
    this.pool = pool;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  @Override
  public Future<Map<String, Availability>> ask(Collection<String> skus) {
    OffsetDateTime oldest = clock.instant().minus(maxAge).atOffset(ZoneOffset.UTC);
    return pool.preparedQuery(FIND)
        .execute(Tuple.of((Object) skus.toArray(String[]::new), oldest))
        .map(
            rows -> {
              Map<String, Availability> found = new HashMap<>();
              rows.forEach(
                  row -> {
                    long available = row.getLong("available");
                    found.put(
                        row.getString("sku"),
                        new Availability(
                            Availability.Status.of(row.getString("status"), available),
                            available,
                            row.getOffsetDateTime("as_of").toInstant()));
                  });
              return found;
            });
  }

  /** Remembers states; each sku at most once. */
  public Future<Void> note(Collection<StockTold> states) {
    List<StockTold> all = List.copyOf(states);
    Tuple row =
        Tuple.of(
            all.stream().map(StockTold::sku).toArray(String[]::new),
            map(all, StockTold::available).toArray(Long[]::new),
            all.stream().map(told -> told.status().wire()).toArray(String[]::new),
            map(all, StockTold::version).toArray(Long[]::new),
            map(all, told -> told.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
    return pool.preparedQuery(NOTE).execute(row).mapEmpty();
  }

  private static <T> Stream<T> map(List<StockTold> states, Function<StockTold, T> of) {
    return states.stream().map(of);
  }
}
