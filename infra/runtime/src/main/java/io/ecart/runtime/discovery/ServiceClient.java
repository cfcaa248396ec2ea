package io.ecart.runtime.discovery;

import io.ecart.runtime.http.Deadline;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.observe.Tracing;
import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.AddressResolver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one other service: the less busy of two instances taken by chance, behind a circuit
 * breaker, within a deadline that is never later than that of the request it is for, and again only
 * what may be sent twice. A target that cannot be asked is {@code unavailable}; any answer below
 * 500 is an answer.
 */
public final class ServiceClient {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);
  private static final int CONNECTIONS = 32;
  private static final int WAITING = 4_096;
  private static final int CONNECT_MS = 1_000;
  private static final int MAX_TRIES = 3;
  private static final int MAX_FAILURES = 20;
  private static final int UNAUTHORIZED = 401;
  private static final long OPEN_MS = 1_000;
  private static final long RETRY_MS = 20;
  private static final long SHARED_NANOS = 2_000_000_000L;

  private final Vertx vertx;
  private final Registry registry;
  private final String target;
  private final ServiceTokens tokens;
  private final LessBusy instances = new LessBusy();
  private final HttpClient client;
  private final CircuitBreaker breaker;
  private final RetryBudget budget = new RetryBudget();

  public ServiceClient(
      Vertx vertx, Registry registry, ServiceTokens tokens, String target, MeterRegistry metrics) {
    this.vertx = vertx;
    this.registry = registry;
    this.target = target;
    this.tokens = tokens;
    this.client = client(vertx, registry, instances);
    this.breaker =
        CircuitBreaker.create(
            target,
            vertx,
            new CircuitBreakerOptions()
                .setMaxFailures(MAX_FAILURES)
                .setFailuresRollingWindow(10_000)
                .setResetTimeout(OPEN_MS)
                .setTimeout(-1));
    metrics.gauge(
        "breaker.open",
        List.of(Tag.of("target", target)),
        breaker,
        b -> b.state() == CircuitBreakerState.CLOSED ? 0 : 1);
  }

  private static HttpClient client(Vertx vertx, Registry registry, LessBusy instances) {
    return vertx
        .httpClientBuilder()
        .with(new HttpClientOptions().setConnectTimeout(CONNECT_MS).setTcpNoDelay(true))
        .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING))
        .withAddressResolver(
            AddressResolver.mappingResolver(
                (ServiceName name) -> registry.instancesOf(name.name())))
        .withLoadBalancer(instances)
        .build();
  }

  /** Fails while there is nobody to ask, or the breaker keeps calls away; asks nobody. */
  public Future<Void> reachable() {
    if (registry.instancesOf(target).isEmpty()) {
      return Future.failedFuture("No instance is known");
    }
    return breaker.state() == CircuitBreakerState.OPEN
        ? Future.failedFuture("The breaker is open")
        : Future.succeededFuture();
  }

  /**
   * Sends the request.
   *
   * @return the answer; fails with {@code unavailable} when there is none in time
   */
  public Future<Answer> ask(Ask ask) {
    long now = System.nanoTime();
    long own = now + ask.timeout().toNanos();
    long deadline = ask.shared() ? own : Deadline.earlier(own);
    if (deadline - now <= 0) {
      return Problem.unavailable("There is no time left to ask the service " + target).future();
    }
    budget.called();
    return attempt(ask, deadline, 1)
        .recover(
            e -> {
              LOG.warn("{} {} of {} failed: {}", ask.method(), ask.path(), target, e.toString());
              return Problem.unavailable("The service " + target + " cannot be asked").future();
            });
  }

  private Future<Answer> attempt(Ask ask, long deadline, int tries) {
    return breaker
        .execute(() -> send(ask.at(tries), deadlineOfTry(ask, deadline, tries)))
        .recover(
            e ->
                mayRetry(ask, deadline, tries)
                    ? vertx
                        .timer(RETRY_MS * tries)
                        .compose(waited -> attempt(ask, deadline, tries + 1))
                    : Future.failedFuture(e));
  }

  /** A try that may be followed by another leaves it time: an instance may hang, too. */
  private static long deadlineOfTry(Ask ask, long deadline, int tries) {
    long now = System.nanoTime();
    boolean shared = ask.idempotent() && tries < MAX_TRIES && deadline - now > SHARED_NANOS;
    return shared ? now + (deadline - now) / 2 : deadline;
  }

  private boolean mayRetry(Ask ask, long deadline, int tries) {
    return ask.idempotent()
        && tries < MAX_TRIES
        && breaker.state() == CircuitBreakerState.CLOSED
        && deadline - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(RETRY_MS * tries)
        && budget.take();
  }

  private Future<Answer> send(Ask ask, long deadline) {
    String given = ask.headers().get("Authorization");
    if (given != null) {
      return exchange(ask, deadline, given);
    }
    return tokens
        .token()
        .compose(
            token ->
                exchange(ask, deadline, "Bearer " + token)
                    .compose(answer -> againIfRefused(ask, deadline, token, answer)));
  }

  /** What was refused for its token has had no effect, so it may be sent once more. */
  private Future<Answer> againIfRefused(Ask ask, long deadline, String token, Answer answer) {
    if (answer.status() != UNAUTHORIZED) {
      return Future.succeededFuture(answer);
    }
    return tokens
        .instead(token)
        .compose(
            other ->
                other.equals(token)
                    ? Future.succeededFuture(answer)
                    : exchange(ask, deadline, "Bearer " + other));
  }

  private Future<Answer> exchange(Ask ask, long deadline, String authorization) {
    long leftMs = leftMs(deadline);
    RequestOptions options =
        new RequestOptions()
            .setServer(new ServiceName(target))
            .setHost(target)
            .setMethod(ask.method())
            .setURI(ask.path())
            .setTimeout(leftMs)
            .putHeader(Deadline.HEADER, Long.toString(leftMs))
            .setTraceOperation(ask.method() + " " + target);
    if (!Tracing.passedOn(vertx)) {
      options.putHeader("traceparent", Trace.current().traceparent());
    }
    ask.headers().forEach(options::putHeader);
    if (authorization.isEmpty()) {
      options.removeHeader("Authorization");
    } else {
      options.putHeader("Authorization", authorization);
    }
    return client.request(options).compose(request -> exchange(request, ask, deadline));
  }

  /** The timeout of the request itself begins anew with every byte. */
  private Future<Answer> exchange(HttpClientRequest request, Ask ask, long deadline) {
    return write(request, ask)
        // In one step: asked for later, from another thread, the body may have passed already.
        .compose(this::read)
        .timeout(leftMs(deadline), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private static long leftMs(long deadline) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
  }

  private static Future<HttpClientResponse> write(HttpClientRequest request, Ask ask) {
    JsonObject body = ask.body();
    if (body == null) {
      return request.send();
    }
    return request.putHeader("Content-Type", "application/json").send(body.toBuffer());
  }

  private Future<Answer> read(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 500) {
      instances.failed(response.request().connection().remoteAddress());
    }
    return response
        .body()
        .compose(
            body ->
                status >= 500
                    ? Future.failedFuture("it answered " + status)
                    : Future.succeededFuture(new Answer(status, json(body))));
  }

  private static JsonObject json(Buffer body) {
    return body.length() == 0 ? new JsonObject() : body.toJsonObject();
  }

  public Future<Void> close() {
    breaker.close();
    return client.close();
  }
}
