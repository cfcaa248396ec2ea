package io.ecart.order.postgres;

import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers stored under idempotency keys. Every order with a key is looked up before it is placed,
 * so look-ups that arrive while one is under way share the next.
 */
final class AnsweredKeys {
  private static final Bounds BOUNDS = new Bounds(256, 1, 8_192);
  private static final String FIND =
      "SELECT k.caller, k.key, k.request_hash, k.status, k.headers, k.body"
          + " FROM unnest($1::text[], $2::text[]) AS w (caller, key)"
          + " JOIN idempotency_key k ON k.caller = w.caller AND k.key = w.key"
          + " WHERE k.created_at > now() - interval '24 hours'";

  private record Name(String caller, String key) {}

  private final Pool pool;
  private final NaturalBatcher<IdempotencyKey, Optional<Reply>> lookups;

  AnsweredKeys(Pool pool, MeterRegistry metrics) {
    this.pool = pool;
    this.lookups = new NaturalBatcher<>("order.key", BOUNDS, metrics, this::findAll);
  }

  /** The answer; empty when the key is new; fails with {@code idempotency_mismatch}. */
  Future<Optional<Reply>> find(IdempotencyKey key) {
    return lookups.submit(key);
  }

  private Future<List<Future<Optional<Reply>>>> findAll(List<IdempotencyKey> keys) {
    Tuple row = Tuple.tuple();
    new Columns<>(row, keys)
        .add(String[]::new, IdempotencyKey::caller)
        .add(String[]::new, IdempotencyKey::key);
    return pool.preparedQuery(FIND)
        .execute(row)
        .map(AnsweredKeys::byName)
        .map(
            found ->
                keys.stream()
                    .map(key -> answer(key, found.get(new Name(key.caller(), key.key()))))
                    .toList());
  }

  private static Map<Name, Row> byName(RowSet<Row> rows) {
    Map<Name, Row> byName = new HashMap<>();
    for (Row row : rows) {
      byName.put(new Name(row.getString("caller"), row.getString("key")), row);
    }
    return byName;
  }

  private static Future<Optional<Reply>> answer(IdempotencyKey key, @Nullable Row row) {
    return Future.succeededFuture(Optional.ofNullable(row))
        .map(stored -> stored.map(found -> Idempotency.replay(found, key)));
  }
}
