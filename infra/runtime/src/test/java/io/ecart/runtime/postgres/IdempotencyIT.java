package io.ecart.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class IdempotencyIT {
  private static final IdempotencyKey KEY =
      new IdempotencyKey("alice", "k", "hash", "/things", "trace");

  private Pool pool;
  private Idempotency idempotency;

  @BeforeEach
  void start(Vertx vertx) {
    PostgresSettings settings =
        PostgresSettings.read(new Settings(Map.of("ECART_POSTGRES_URL", Servers.freshDatabase())));
    Await.get(Postgres.migrate(vertx, settings, "none"));
    pool = Postgres.pool(vertx, settings);
    idempotency = new Idempotency(pool);
    Await.get(pool.query("CREATE TABLE effect (n int)").execute());
  }

  @AfterEach
  void stop() {
    Await.get(pool.close());
  }

  @Test
  void aRepeatGetsTheFirstAnswerAndHasNoEffect() {
    Reply first = Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    Reply second = Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    assertEquals(201, second.status());
    assertEquals(first.body(), second.body());
    assertEquals("/things/1", second.headers().get("Location"));
    assertEquals("true", second.headers().get("Idempotent-Replayed"));
    assertNull(first.headers().get("Idempotent-Replayed"));
    assertEquals(1, effects());
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    IdempotencyKey other = new IdempotencyKey("alice", "k", "other", "/things", "trace");
    assertProblem(ProblemCode.IDEMPOTENCY_MISMATCH, idempotency.once(other, IdempotencyIT::effect));
    Await.get(
        idempotency.once(
            new IdempotencyKey("bob", "k", "other", "/things", "trace"), IdempotencyIT::effect));
    assertEquals(2, effects());
  }

  @Test
  void theSameKeyAtTheSameInstantIsInFlight() {
    Promise<Reply> slow = Promise.promise();
    Promise<Void> begun = Promise.promise();
    Future<Reply> first =
        idempotency.once(
            KEY,
            connection -> {
              begun.complete();
              return slow.future();
            });
    Await.get(begun.future());
    assertProblem(ProblemCode.IDEMPOTENCY_IN_FLIGHT, idempotency.once(KEY, IdempotencyIT::effect));
    slow.complete(Reply.noContent());
    assertEquals(204, Await.get(first).status());
  }

  @Test
  void refusalsAreAnswersAndOutagesAreNot() {
    Problem sold = Problem.illegalState("sold");
    assertProblem(
        ProblemCode.ILLEGAL_STATE,
        idempotency.once(KEY, c -> effect(c).compose(r -> sold.future())));
    assertEquals(0, effects());
    Reply replayed = Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    assertEquals(409, replayed.status());
    IdempotencyKey other = new IdempotencyKey("alice", "other", "hash", "/things", "trace");
    assertProblem(
        ProblemCode.UNAVAILABLE, idempotency.once(other, c -> Problem.unavailable("x").future()));
    assertEquals(201, Await.get(idempotency.once(other, IdempotencyIT::effect)).status());
  }

  /** Whoever writes in a batch learns so that another answer was given under this key. */
  @Test
  void anAnswerThatIsStoredStays() {
    assertEquals(true, Await.get(Idempotency.store(pool, KEY, Reply.noContent())));
    Reply other = Reply.ok(new JsonObject().put("id", 2));
    assertEquals(false, Await.get(Idempotency.store(pool, KEY, other)));
    assertEquals(204, Await.get(Idempotency.find(pool, KEY)).orElseThrow().status());
  }

  @Test
  void recordsEndAfterADay() {
    Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    Await.get(
        pool.query("UPDATE idempotency_key SET created_at = now() - interval '25 hours'")
            .execute());
    Await.get(idempotency.once(KEY, IdempotencyIT::effect));
    assertEquals(2, effects());
    assertEquals(0, Await.get(idempotency.prune()));
  }

  private static Future<Reply> effect(SqlConnection connection) {
    return connection
        .query("INSERT INTO effect VALUES (1)")
        .execute()
        .map(done -> Reply.created("/things/1", new JsonObject().put("id", 1)).etag(1));
  }

  private long effects() {
    return Await.get(pool.query("SELECT count(*) FROM effect").execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private static void assertProblem(ProblemCode code, Future<?> future) {
    assertEquals(code, ((Problem) Await.failure(future)).code());
  }
}
