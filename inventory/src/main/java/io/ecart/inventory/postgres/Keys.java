package io.ecart.inventory.postgres;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Idempotency keys within a batch; the same locks and records as {@link Idempotency#once}. */
final class Keys {
  private static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(" + Idempotency.LOCK_ID + ")";

  private Keys() {}

  /**
   * The stored answer of a key, if there is one; otherwise the key is this transaction's alone
   * until it ends.
   */
  static Future<Optional<Reply>> take(SqlClient client, IdempotencyKey key) {
    Future<Boolean> locked =
        client
            .preparedQuery(LOCK)
            .execute(Tuple.of(key.caller(), key.key()))
            .map(rows -> rows.iterator().next().getBoolean(0));
    // Sent right behind, so it sees what was committed by whoever held the lock before.
    Future<Optional<Reply>> found = Idempotency.find(client, key);
    return locked.compose(mine -> mine ? found : Problem.inFlight().future());
  }
}
