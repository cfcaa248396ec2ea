package io.ecart.runtime.http;

import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Outages;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a problem becomes an HTTP answer. */
public final class Problems {
  public static final String TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final Map<ProblemCode, Integer> STATUS = statuses();

  /** Refusals that are answers: they depend on the shop's state, not on the request alone. */
  private static final Set<ProblemCode> STORED =
      EnumSet.of(ProblemCode.NOT_FOUND, ProblemCode.ILLEGAL_STATE, ProblemCode.INSUFFICIENT_STOCK);

  private Problems() {}

  public static int statusOf(ProblemCode code) {
    return STATUS.getOrDefault(code, 500);
  }

  /** The whole problem document, without the members that name one request. */
  public static JsonObject toJson(Problem problem) {
    return problem.toJson().put("status", statusOf(problem.code()));
  }

  /** The whole problem document of one request. */
  public static JsonObject toJson(Problem problem, String instance, String traceId) {
    return toJson(problem).put("instance", instance).put("traceId", traceId);
  }

  /**
   * A failure as it is to be answered to a repeat of the request with this key.
   *
   * @return empty for what is not stored, because the same request may go through another time:
   *     invalid requests, outages and defects
   */
  public static Optional<Reply> storedRefusal(Throwable failure, IdempotencyKey key) {
    return failure instanceof Problem problem && STORED.contains(problem.code())
        ? Optional.of(refusal(problem, key))
        : Optional.empty();
  }

  /** A refusal as it is answered to the request with this key, to be stored for a repeat. */
  private static Reply refusal(Problem problem, IdempotencyKey key) {
    return new Reply(
        statusOf(problem.code()),
        Map.of("Content-Type", TYPE),
        toJson(problem, key.path(), key.traceId()).toBuffer());
  }

  /**
   * A failure as a problem. What is not a {@link Problem} is an outage, after which the client may
   * try again, or a defect: it is logged whole, and the client learns only that it happened.
   */
  static Problem of(Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof HttpException http) {
      return ofStatus(http.getStatusCode());
    }
    if (Outages.isOutage(failure)) {
      LOG.warn("Request put off: {}", failure.toString());
      return Problem.unavailable("The request cannot be carried out right now");
    }
    LOG.error("Request failed", failure);
    return Problem.of(ProblemCode.INTERNAL, "The request could not be carried out");
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path");
      case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Not with this method");
      case 413 -> Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body is over the limit");
      case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Not with this content type");
      default ->
          status < 500
              ? Problem.unreadable("The request cannot be read")
              : Problem.of(ProblemCode.INTERNAL, "The request could not be carried out");
    };
  }

  static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      context.request().connection().close();
      return;
    }
    JsonObject body = toJson(problem, context.request().path(), Trace.current().traceId());
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.code() == ProblemCode.UNAUTHENTICATED) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.setStatusCode(statusOf(problem.code())).putHeader("Content-Type", TYPE);
    Sending.end(response, body.toBuffer());
  }

  /** Answers a request that no route of an API took: it has neither trace nor id yet. */
  public static Future<Void> refuse(HttpServerRequest request, Problem problem) {
    Trace trace = Trace.accept(request.getHeader("traceparent"));
    return request
        .response()
        .setStatusCode(statusOf(problem.code()))
        .putHeader("Content-Type", TYPE)
        .putHeader(RequestId.HEADER, RequestId.of(request.getHeader(RequestId.HEADER), trace))
        .end(toJson(problem, path(request.uri()), trace.traceId()).toBuffer());
  }

  /** Also of an address that cannot be read. */
  private static String path(@Nullable String uri) {
    return uri == null ? "/" : uri.split("\\?", 2)[0];
  }

  private static Map<ProblemCode, Integer> statuses() {
    Map<ProblemCode, Integer> map = new EnumMap<>(ProblemCode.class);
    map.put(ProblemCode.UNREADABLE, 400);
    map.put(ProblemCode.INVALID_REQUEST, 422);
    map.put(ProblemCode.NOT_FOUND, 404);
    map.put(ProblemCode.METHOD_NOT_ALLOWED, 405);
    map.put(ProblemCode.INSUFFICIENT_STOCK, 409);
    map.put(ProblemCode.VERSION_MISMATCH, 412);
    map.put(ProblemCode.VERSION_REQUIRED, 428);
    map.put(ProblemCode.IDEMPOTENCY_MISMATCH, 422);
    map.put(ProblemCode.IDEMPOTENCY_IN_FLIGHT, 409);
    map.put(ProblemCode.ILLEGAL_STATE, 409);
    map.put(ProblemCode.UNAUTHENTICATED, 401);
    map.put(ProblemCode.FORBIDDEN, 403);
    map.put(ProblemCode.RATE_LIMITED, 429);
    map.put(ProblemCode.PAYLOAD_TOO_LARGE, 413);
    map.put(ProblemCode.URI_TOO_LONG, 414);
    map.put(ProblemCode.HEADERS_TOO_LARGE, 431);
    map.put(ProblemCode.UNSUPPORTED_MEDIA_TYPE, 415);
    map.put(ProblemCode.UNAVAILABLE, 503);
    map.put(ProblemCode.INTERNAL, 500);
    return map;
  }
}
