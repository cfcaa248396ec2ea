package io.ecart.runtime.postgres;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request with an idempotency key take effect once: its answer is stored in the transaction
 * of its effect, so there is no moment at which one is durable without the other. A repeat gets the
 * stored answer, for 24 hours. Refusals that depend on the shop's state (404, 409) are answers too;
 * requests that are invalid are not, and neither are outages.
 */
public final class Idempotency {
  /**
   * The number of the advisory lock that whoever runs a request with a key holds, in SQL: $1 is the
   * key's caller, $2 the key. For those who hold it in another way than {@link #once}.
   */
  public static final String LOCK_ID = "hashtextextended($1 || ' ' || $2, 0)";

  private static final String LOCK = "SELECT pg_try_advisory_xact_lock(" + LOCK_ID + ")";
  private static final String FIND =
      "SELECT request_hash, status, headers, body FROM idempotency_key"
          + " WHERE caller = $1 AND key = $2 AND created_at > now() - interval '24 hours'";
  private static final String STORE =
      "INSERT INTO idempotency_key (caller, key, request_hash, status, headers, body)"
          + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (caller, key) DO UPDATE SET"
          + " request_hash = excluded.request_hash, status = excluded.status,"
          + " headers = excluded.headers, body = excluded.body, created_at = now()"
          + " WHERE idempotency_key.created_at <= now() - interval '24 hours'";
  private static final String PRUNE =
      "DELETE FROM idempotency_key WHERE created_at <= now() - interval '24 hours'";

  private final Pool pool;

  public Idempotency(Pool pool) {
    this.pool = pool;
  }

  /**
   * Runs the effect in a transaction of its own, once per key.
   *
   * @param key null runs it without any record
   */
  public Future<Reply> once(
      @Nullable IdempotencyKey key, Function<SqlConnection, Future<Reply>> effect) {
    if (key == null) {
      return pool.withTransaction(effect);
    }
    return pool.withTransaction(connection -> replayOrRun(connection, key, effect))
        .recover(failure -> storeRefusal(key, failure));
  }

  /**
   * For effects that are written elsewhere, in a batch: the stored answer of this key.
   *
   * @return empty when the key is new; fails with {@code idempotency_mismatch}
   */
  public static Future<Optional<Reply>> find(SqlClient client, IdempotencyKey key) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(key.caller(), key.key()))
        .map(rows -> replay(rows, key));
  }

  /** Stores an answer; false when another one is stored there already, which stays. */
  public static Future<Boolean> store(SqlClient client, IdempotencyKey key, Reply reply) {
    Buffer body = reply.body();
    Tuple row =
        Tuple.of(
            key.caller(),
            key.key(),
            key.requestHash(),
            reply.status(),
            reply.headersJson(),
            body == null ? null : body.toString());
    return client.preparedQuery(STORE).execute(row).map(rows -> rows.rowCount() > 0);
  }

  /** Forgets records that are no longer kept; to be called now and then. */
  public Future<Integer> prune() {
    return pool.query(PRUNE).execute().map(RowSet::rowCount);
  }

  private Future<Reply> replayOrRun(
      SqlConnection connection, IdempotencyKey key, Function<SqlConnection, Future<Reply>> effect) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(key.caller(), key.key()))
        .compose(rows -> requireLock(rows.iterator().next().getBoolean(0)))
        .compose(locked -> find(connection, key))
        .compose(
            stored ->
                stored
                    .map(Future::succeededFuture)
                    .orElseGet(() -> runAndStore(connection, key, effect)));
  }

  private static Future<Void> requireLock(boolean locked) {
    return locked ? Future.succeededFuture() : Problem.inFlight().future();
  }

  private static Future<Reply> runAndStore(
      SqlConnection connection, IdempotencyKey key, Function<SqlConnection, Future<Reply>> effect) {
    return effect
        .apply(connection)
        .compose(reply -> store(connection, key, reply).map(stored -> reply));
  }

  private Future<Reply> storeRefusal(IdempotencyKey key, Throwable failure) {
    Future<Reply> refused = Future.failedFuture(failure);
    return Problems.storedRefusal(failure, key)
        .map(reply -> store(pool, key, reply).transform(stored -> refused))
        .orElse(refused);
  }

  private static Optional<Reply> replay(RowSet<Row> rows, IdempotencyKey key) {
    return rows.iterator().hasNext()
        ? Optional.of(replay(rows.iterator().next(), key))
        : Optional.empty();
  }

  /**
   * The answer that was stored under a key.
   *
   * @param row with the columns {@code request_hash, status, headers, body}
   * @throws Problem {@code idempotency_mismatch} when it was that of another request
   */
  public static Reply replay(Row row, IdempotencyKey key) {
    if (!key.requestHash().equals(row.getString("request_hash"))) {
      throw Problem.of(
          ProblemCode.IDEMPOTENCY_MISMATCH, "This key was used with another request before");
    }
    JsonObject headers = row.getJsonObject("headers");
    return Reply.replayed(row.getInteger("status"), headers, row.getString("body"));
  }
}
