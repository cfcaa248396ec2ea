package io.ecart.inventory.postgres;

import io.ecart.inventory.RepairTurn;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.function.Supplier;

/**
 * The turn is an advisory lock. It is held by a connection of its own, as the work needs those of
 * the pool; should its instance die, its connection and with it the lock is gone.
 */
public final class PgRepairTurn implements RepairTurn {
  /** The number of the advisory lock that the repairing instance holds. */
  public static final long LOCK = 0x726570616972L;

  private final Vertx vertx;
  private final PostgresSettings postgres;

  public PgRepairTurn(Vertx vertx, PostgresSettings postgres) {
    this.vertx = vertx;
    this.postgres = postgres;
  }

  @Override
  public Future<Reply> take(Supplier<Future<Reply>> work) {
    return Postgres.connect(vertx, postgres)
        .compose(connection -> take(connection, work).eventually(connection::close));
  }

  private static Future<Reply> take(PgConnection connection, Supplier<Future<Reply>> work) {
    return connection
        .query("SELECT pg_try_advisory_lock(" + LOCK + ")")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .compose(
            mine ->
                mine
                    ? work.get().eventually(() -> giveBack(connection))
                    : Problem.illegalState("A repair is under way").future());
  }

  /** Not left to the end of the connection, which the server may notice later than who comes next. */
  private static Future<?> giveBack(PgConnection connection) {
    return connection.query("SELECT pg_advisory_unlock(" + LOCK + ")").execute();
  }
}
