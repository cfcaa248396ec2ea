package io.ecart.analytics.http;

import io.ecart.analytics.Period;
import io.ecart.analytics.SalesReports;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners the order counters each second in which they changed (server-sent events). The
 * counters are asked for once a second for all listeners, and not at all without any; a listener
 * that reads too slowly skips states, as each one stands for itself. None listens for longer than its
 * token is good for; browsers come back by themselves.
 */
public final class StreamRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
  private static final long TURN_MS = 1_000;
  private static final int HEARTBEAT_TURNS = 15;
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Vertx vertx;
  private final SalesReports reports;
  private final Clock clock;
  private final int maxClients;
  private final Map<HttpServerResponse, Instant> clientToExpiry = new LinkedHashMap<>();
  private Future<?> turn = Future.succeededFuture();
  private String last = "";
  private String lastFrame = "";
  private int quietTurns;
  private long timer;

  /**
   * @param maxClients listeners at most; one more is told to come back later
   */
  public StreamRoutes(Vertx vertx, SalesReports reports, Clock clock, int maxClients) {
    this.vertx = vertx;
    this.reports = reports;
    this.clock = clock;
    this.maxClients = maxClients;
  }

  public void register(Api api) {
    api.stream(HttpMethod.GET, "/api/v1/analytics/stream", Access.STAFF, this::listen);
    timer = vertx.setPeriodic(TURN_MS, each -> turn());
  }

  /** How many listen now. */
  public int clients() {
    return clientToExpiry.size();
  }

  private Future<Void> listen(Call call) {
    call.query().check();
    if (clientToExpiry.size() >= maxClients) {
      return Problem.unavailable("Too many listeners", RETRY_AFTER_SECONDS).future();
    }
    HttpServerResponse response = call.context().response();
    call.context().request().resume();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(closed -> clientToExpiry.remove(response));
    if (clientToExpiry.isEmpty()) {
      forget();
    }
    clientToExpiry.put(response, call.caller().expiresAt());
    // What is known already, so that a newcomer need not wait for a change.
    return response.write(": welcome\n\n" + lastFrame);
  }

  /** Nobody has asked since the last listener went, so what was known then may be old. */
  private void forget() {
    last = "";
    lastFrame = "";
  }

  private void turn() {
    endExpired();
    if (clientToExpiry.isEmpty() || !turn.isComplete()) {
      return;
    }
    turn =
        counters()
            .onSuccess(this::tell)
            .onFailure(failure -> LOG.warn("No counters right now: {}", failure.toString()));
  }

  private void endExpired() {
    Instant now = clock.instant();
    for (Map.Entry<HttpServerResponse, Instant> each : Map.copyOf(clientToExpiry).entrySet()) {
      if (!now.isBefore(each.getValue())) {
        HttpServerResponse client = each.getKey();
        clientToExpiry.remove(client);
        client.end().onFailure(gone -> LOG.debug("A listener has left: {}", gone.toString()));
      }
    }
  }

  /** Those of now, whoever comes or goes meanwhile. */
  private List<HttpServerResponse> listeners() {
    return List.copyOf(clientToExpiry.keySet());
  }

  private Future<JsonObject> counters() {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    var total = reports.orders(Period.ALL);
    var ofToday = reports.orders(Period.of(today, null));
    return Future.all(total, ofToday)
        .map(
            done ->
                new JsonObject()
                    .put("total", SalesJson.summary(total.result()))
                    .put("today", SalesJson.summary(ofToday.result())));
  }

  private void tell(JsonObject counters) {
    String now = counters.encode();
    if (!now.equals(last)) {
      last = now;
      JsonObject stamped =
          new JsonObject().put("asOf", clock.instant().toString()).mergeIn(counters);
      lastFrame = "event: counters\ndata: " + stamped.encode() + "\n\n";
      send(lastFrame);
    } else if (++quietTurns >= HEARTBEAT_TURNS) {
      send(": heartbeat\n\n");
    }
  }

  private void send(String frame) {
    quietTurns = 0;
    for (HttpServerResponse client : listeners()) {
      if (!client.writeQueueFull()) {
        client.write(frame).onFailure(gone -> clientToExpiry.remove(client));
      }
    }
  }

  /** Ends all streams, so that a stopping service need not wait for its listeners. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    List<Future<Void>> ends = listeners().stream().map(HttpServerResponse::end).toList();
    clientToExpiry.clear();
    return Future.join(ends).<Void>mapEmpty().otherwiseEmpty();
  }
}
