package io.ecart.product.postgres;

import io.ecart.product.Change;
import io.ecart.product.Decision;
import io.ecart.product.Product;
import io.ecart.product.ProductStore;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.Outbox;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.postgres.SqlStates;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Products in Postgres; the events that tell of a change are written in its transaction. */
public final class PgProductStore implements ProductStore {
  private static final int MAX_TRIES = 4;
  private static final String FIND =
      "SELECT " + ProductRows.COLUMNS + " FROM product p WHERE p.sku = $1";
  private static final String LOCK =
      "SELECT "
          + ProductRows.COLUMNS
          + " FROM product p WHERE p.sku = ANY($1::text[]) ORDER BY p.sku FOR UPDATE";

  /** Somebody created the same sku between our look and our write. */
  private static final class LostRace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRace() {
      super("Another writer created a product first", null, false, false);
    }
  }

  private final Pool pool;
  private final Idempotency idempotency;
  private final Runnable committed;

  /**
   * @param committed told after every commit that wrote events
   */
  public PgProductStore(Pool pool, Runnable committed) {
    this.pool = pool;
    this.idempotency = new Idempotency(pool);
    this.committed = committed;
  }

  @Override
  public Future<Optional<Product>> find(String sku) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(sku))
        .map(rows -> products(rows).stream().findFirst());
  }

  @Override
  public <T> Future<T> change(
      Collection<String> skus, Function<Map<String, Product>, Decision<T>> decide) {
    return retrying(
        () -> pool.withTransaction(connection -> changeIn(connection, skus, decide)), 1);
  }

  @Override
  public Future<Reply> once(
      @Nullable IdempotencyKey key,
      String sku,
      Function<Map<String, Product>, Decision<Product>> decide,
      Function<Product, Reply> answer) {
    return retrying(
        () ->
            idempotency.once(
                key, connection -> changeIn(connection, List.of(sku), decide).map(answer)),
        1);
  }

  /** What another writer was faster at is decided anew. */
  private <T> Future<T> retrying(Supplier<Future<T>> work, int tries) {
    return work.get()
        .map(this::told)
        .recover(
            failure ->
                tries < MAX_TRIES && mayRetry(failure)
                    ? retrying(work, tries + 1)
                    : Future.failedFuture(failure));
  }

  private <T> T told(T result) {
    committed.run();
    return result;
  }

  private static boolean mayRetry(Throwable failure) {
    return failure instanceof LostRace || SqlStates.isRetryable(failure);
  }

  private static <T> Future<T> changeIn(
      SqlConnection connection,
      Collection<String> skus,
      Function<Map<String, Product>, Decision<T>> decide) {
    return lock(connection, skus)
        .map(decide)
        .compose(decision -> write(connection, decision.changes()).map(done -> decision.result()));
  }

  private static Future<Map<String, Product>> lock(
      SqlConnection connection, Collection<String> skus) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of((Object) skus.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Product> existing = new HashMap<>();
              products(rows).forEach(product -> existing.put(product.sku(), product));
              return existing;
            });
  }

  private static Future<Void> write(SqlConnection connection, List<Change> changes) {
    if (changes.isEmpty()) {
      return Future.succeededFuture();
    }
    // By sku: writers that create the same products in another order would wait for each other.
    Map<String, Product> last = new TreeMap<>();
    List<Event> events = new ArrayList<>();
    for (Change change : changes) {
      last.put(change.after().sku(), change.after());
      events.addAll(change.events());
    }
    return connection
        .preparedQuery(ProductRows.WRITE)
        .execute(ProductRows.tuple(last.values()))
        .compose(rows -> requireAll(rows.rowCount(), last.size()))
        .compose(all -> Outbox.append(connection, Change.TOPIC, events));
  }

  private static Future<Void> requireAll(int written, int wanted) {
    return written == wanted ? Future.succeededFuture() : Future.failedFuture(new LostRace());
  }

  private static List<Product> products(RowSet<Row> rows) {
    List<Product> products = new ArrayList<>(rows.size());
    rows.forEach(row -> products.add(ProductRows.product(row)));
    return products;
  }
}
