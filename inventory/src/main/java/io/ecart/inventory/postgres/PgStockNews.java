package io.ecart.inventory.postgres;

import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockEvents;
import io.ecart.inventory.StockFeed;
import io.ecart.inventory.StockStatus;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.Outbox;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells what has changed. Every writing transaction leaves its skus in the table {@code
 * changed_stock}; a sweep moves them to {@code untold_stock}, where each waits once, takes those
 * that have waited longest, reads their stocks as they are by now, and appends one event per sku to
 * the outbox, all in one transaction. So a change is told for certain, however the process ends,
 * many changes of one sku are told once, and no more skus ever wait than there are. Of several
 * instances one sweeps.
 */
public final class PgStockNews {
  private static final long LOCK = 0x73746f636b6e6577L;
  private static final int TRANSACTIONS_PER_SWEEP = 2_000;
  private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(" + LOCK + ")";
  private static final String GATHER =
      "WITH changed AS (DELETE FROM changed_stock WHERE ctid = ANY (ARRAY (SELECT ctid"
          + " FROM changed_stock LIMIT "
          + TRANSACTIONS_PER_SWEEP
          + ")) RETURNING skus) INSERT INTO untold_stock (sku)"
          + " SELECT DISTINCT unnest(skus) FROM changed ON CONFLICT DO NOTHING";
  private static final String TAKE =
      "DELETE FROM untold_stock WHERE id = ANY (ARRAY (SELECT id FROM untold_stock ORDER BY id"
          + " LIMIT $1)) RETURNING sku";
  private static final String TOLD =
      "SELECT sku, told_status, lead_time_days FROM item WHERE sku = ANY ($1)";
  private static final String NOTE =
      "UPDATE item i SET told_status = u.status FROM unnest($1::text[], $2::text[])"
          + " AS u (sku, status) WHERE i.sku = u.sku";

  /** What is known of a sku beside its stock: the status told last, and its lead time. */
  private record Told(@Nullable String status, @Nullable Integer leadTimeDays) {
    static final Told NOTHING = new Told(null, null);

    JsonObject in(JsonObject stock) {
      return leadTimeDays == null ? stock : stock.put("leadTimeDays", leadTimeDays);
    }
  }

  private final Pool pool;
  private final CommittedStock listener;
  private final StockFeed feed;
  private final int most;
  private final Clock clock;

  /**
   * @param listener is told of the swept stocks before they are taken off the list
   * @param feed is told of them too
   * @param most skus told by one sweep: readers of the news are not to be flooded
   */
  public PgStockNews(Pool pool, CommittedStock listener, StockFeed feed, int most, Clock clock) {
    this.pool = pool;
    this.listener = listener;
    this.feed = feed;
    this.most = most;
    this.clock = clock;
  }

  /** One sweep; gives the number of skus told, 0 also when another instance sweeps. */
  public Future<Integer> sweep() {
    return pool.withTransaction(this::sweep);
  }

  private Future<Integer> sweep(SqlConnection connection) {
    return connection
        .query(TRY_LOCK)
        .execute()
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? take(connection).compose(taken -> tell(connection, taken))
                    : Future.succeededFuture(0));
  }

  private Future<RowSet<Row>> take(SqlConnection connection) {
    Future<?> gathered = connection.preparedQuery(GATHER).execute();
    Future<RowSet<Row>> taken = connection.preparedQuery(TAKE).execute(Tuple.of(most));
    return gathered.compose(done -> taken);
  }

  private Future<Integer> tell(SqlConnection connection, RowSet<Row> taken) {
    Set<String> skus = new TreeSet<>();
    for (Row row : taken) {
      skus.add(row.getString(0));
    }
    if (skus.isEmpty()) {
      return Future.succeededFuture(0);
    }
    Tuple argument = Tuple.tuple().addArrayOfString(skus.toArray(String[]::new));
    Future<RowSet<Row>> told = connection.preparedQuery(TOLD).execute(argument);
    return PgStockReader.stocks(connection, skus)
        .compose(stocks -> told.compose(rows -> tell(connection, stocks.values(), rows)))
        .map(done -> skus.size());
  }

  private Future<Void> tell(
      SqlConnection connection, Collection<Stock> stocks, RowSet<Row> toldRows) {
    Map<String, Told> told = new HashMap<>();
    toldRows.forEach(
        row -> told.put(row.getString(0), new Told(row.getString(1), row.getInteger(2))));
    listener.committed(stocks);
    feed.changed(stocks);
    List<Event> events = new ArrayList<>(stocks.size());
    Map<String, String> news = new LinkedHashMap<>();
    Instant now = clock.instant();
    for (Stock stock : stocks) {
      Told item = told.getOrDefault(stock.sku(), Told.NOTHING);
      JsonObject json = item.in(stock.toJson());
      events.add(StockEvents.ofStock("stock.changed", json, now));
      String before = item.status();
      StockStatus status = stock.status();
      if (!status.wire().equals(before)) {
        news.put(stock.sku(), status.wire());
        String name = transition(before, status);
        if (name != null) {
          events.add(StockEvents.ofStock(name, json, now));
        }
      }
    }
    return Future.all(note(connection, news), Outbox.append(connection, StockEvents.TOPIC, events))
        .mapEmpty();
  }

  /** What a change of status is called; null for one that nobody needs to hear of. */
  static @Nullable String transition(@Nullable String before, StockStatus now) {
    if (before == null) {
      return now == StockStatus.LOW_STOCK ? "stock.low" : null;
    }
    boolean wasThere = StockStatus.valueOf(before.toUpperCase(Locale.ROOT)).isThere();
    if (!now.isThere()) {
      return wasThere ? "stock.out" : null;
    }
    if (now == StockStatus.LOW_STOCK) {
      return wasThere ? "stock.low" : "stock.replenished";
    }
    return "stock.replenished";
  }

  private static Future<?> note(SqlConnection connection, Map<String, String> news) {
    if (news.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfString(news.keySet().toArray(String[]::new))
            .addArrayOfString(news.values().toArray(String[]::new));
    return connection.preparedQuery(NOTE).execute(columns);
  }
}
