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
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
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
  private static final Duration RUN = Duration.ofSeconds(30);

  /** Refusals that are answers: they depend on the shop's state, not on the request alone. */
  private static final Set<ProblemCode> KEPT_REFUSALS =
      EnumSet.of(ProblemCode.NOT_FOUND, ProblemCode.ILLEGAL_STATE, ProblemCode.INSUFFICIENT_STOCK);

  private final RedisLink redis;

  public RedisIdempotency(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  public Future<Reply> once(@Nullable IdempotencyKey key, Function<Once, Future<Reply>> request) {
    if (key == null) {
      return request.apply(Once.NONE);
    }
    String name = digest(key);
    String run = UUID.randomUUID().toString();
    return begin(name, key.requestHash(), run)
        .compose(answer -> replayOrRun(key, run, answer, request));
  }

  private Future<Response> begin(String name, String hash, String run) {
    String runMs = Long.toString(RUN.toMillis());
    String keepMs = Long.toString(KEEP.toMillis());
    return BEGIN
        .run(redis, List.of(CartKeys.once(name)), List.of(hash, run, runMs, keepMs))
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
      IdempotencyKey key, String run, Response answer, Function<Once, Future<Reply>> request) {
    switch (answer.get(0).toString()) {
      case "mismatch" ->
          throw Problem.of(
              ProblemCode.IDEMPOTENCY_MISMATCH, "This key was used with another request before");
      case "running" ->
          throw Problem.of(
              ProblemCode.IDEMPOTENCY_IN_FLIGHT, "The first request with this key still runs");
      case "done" -> {
        return Future.succeededFuture(replayed(answer));
      }
      default -> {
        Once once = new Once(digest(key), answer.get(1).toString());
        return run(request, once).transform(done -> end(key, run, done));
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

  private Future<Reply> end(IdempotencyKey key, String run, AsyncResult<Reply> done) {
    Future<Reply> outcome =
        done.succeeded()
            ? Future.succeededFuture(done.result())
            : Future.failedFuture(done.cause());
    return END.run(redis, List.of(CartKeys.once(digest(key))), kept(key, run, done))
        .onFailure(e -> LOG.warn("An answer could not be kept for a repeat: {}", e.toString()))
        .transform(ended -> outcome);
  }

  private static List<String> kept(IdempotencyKey key, String run, AsyncResult<Reply> done) {
    Reply reply = done.succeeded() ? done.result() : refusal(key, done.cause());
    if (reply == null) {
      return List.of(run);
    }
    Buffer body = reply.body();
    return List.of(
        run,
        Integer.toString(reply.status()),
        reply.headersJson().encode(),
        body == null ? "" : body.toString());
  }

  private static @Nullable Reply refusal(IdempotencyKey key, Throwable failure) {
    return failure instanceof Problem problem && KEPT_REFUSALS.contains(problem.code())
        ? Problems.refusal(problem, key)
        : null;
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
