package io.ecart.cart.redis;

import io.ecart.cart.Idempotency;
import io.ecart.cart.Once;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Idempotency records in Redis. The scripts of the stores note in the record, in the step of the
 * effect, that it happened: when the process dies before the answer is kept, the next run finds
 * that and does not do it again.
 */
public final class RedisIdempotency implements Idempotency {
  private static final Logger LOG = LoggerFactory.getLogger(RedisIdempotency.class);
  private static final RedisScript BEGIN = Scripts.alone("begin.lua");
  private static final RedisScript END = Scripts.alone("end.lua");
  private static final Duration KEEP = Duration.ofHours(24);

  /** Longer than any request takes: a run without an answer after that is dead. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

  /**
   * One run of a request.
   *
   * @param key what the client sent with it
   * @param name of the record in Redis
   * @param id tells it from other runs with the same key
   */
  private record Run(IdempotencyKey key, String name, String id) {

    static Run of(IdempotencyKey key) {
      return new Run(key, digest(key), UUID.randomUUID().toString());
    }
  }

  private final RedisLink redis;

  public RedisIdempotency(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  public Future<Reply> once(@Nullable IdempotencyKey key, Function<Once, Future<Reply>> request) {
    if (key == null) {
      return request.apply(Once.NONE);
    }
    Run run = Run.of(key);
    return begin(run).compose(answer -> replayOrRun(run, answer, request));
  }

  private Future<Response> begin(Run run) {
    String hash = run.key().requestHash();
    String runMs = Long.toString(LONGEST_RUN.toMillis());
    String keepMs = Long.toString(KEEP.toMillis());
    return BEGIN
        .run(redis, List.of(CartKeys.once(run.name())), List.of(hash, run.id(), runMs, keepMs))
        .recover(Replies::outage)
        .map(RedisIdempotency::present);
  }

  private static Response present(@Nullable Response answer) {
    if (answer == null) {
      throw new IllegalStateException("begin.lua answered nothing");
    }
    return answer;
  }

  private Future<Reply> replayOrRun(
      Run run, Response answer, Function<Once, Future<Reply>> request) {
    switch (answer.get(0).toString()) {
      case "mismatch" ->
          throw Problem.of(
              ProblemCode.IDEMPOTENCY_MISMATCH, "This key was used with another request before");
      case "running" -> throw Problem.inFlight();
      case "done" -> {
        return Future.succeededFuture(replayed(answer));
      }
      default -> {
        Once once = new Once(run.name(), answer.get(1).toString());
        return run(request, once).transform(done -> end(run, done));
      }
    }
  }

  private static Future<Reply> run(Function<Once, Future<Reply>> request, Once once) {
    try {
      return request.apply(once);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Reply> end(Run run, AsyncResult<Reply> done) {
    Future<Reply> outcome =
        done.succeeded()
            ? Future.succeededFuture(done.result())
            : Future.failedFuture(done.cause());
    return END.run(redis, List.of(CartKeys.once(run.name())), kept(run, done))
        .onFailure(e -> LOG.warn("An answer could not be kept for a repeat: {}", e.toString()))
        .transform(ended -> outcome);
  }

  private static List<String> kept(Run run, AsyncResult<Reply> done) {
    return answered(run, done).map(reply -> kept(run, reply)).orElse(List.of(run.id()));
  }

  private static Optional<Reply> answered(Run run, AsyncResult<Reply> done) {
    return done.succeeded()
        ? Optional.of(done.result())
        : Problems.storedRefusal(done.cause(), run.key());
  }

  private static List<String> kept(Run run, Reply reply) {
    Buffer body = reply.body();
    return List.of(
        run.id(),
        Integer.toString(reply.status()),
        reply.headersJson().encode(),
        body == null ? "" : body.toString());
  }

  private static Reply replayed(Response answer) {
    String body = answer.get(3).toString();
    return Reply.replayed(
        answer.get(1).toInteger(),
        new JsonObject(answer.get(2).toString()),
        body.isEmpty() ? null : body);
  }

  private static String digest(IdempotencyKey key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key.caller().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(key.key().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
