package io.ecart.notification.webhook;

import io.ecart.notification.Outbound;
import io.ecart.notification.Outcome;
import io.ecart.notification.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Posts events after the Standard Webhooks specification. {@code webhook-id} is the notification's
 * id: it stays the same however often a message is tried or sent again, so receivers drop repeats
 * by it. As the specification wants, everything but a 2xx is tried again, redirects included,
 * except 410, by which a receiver says that it is gone for good.
 */
public final class WebhookTransport implements Transport {
  private static final int GONE = 410;
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final HttpClient client;
  private final Targets targets;
  private final Clock clock;
  private final Duration timeout;

  /**
   * @param timeout for one delivery
   */
  public WebhookTransport(Vertx vertx, Targets targets, Clock clock, Duration timeout) {
    this.targets = targets;
    this.clock = clock;
    this.timeout = timeout;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(5_000));
  }

  @Override
  public Future<Outcome> send(Outbound message) {
    Outbound.Target target = message.target();
    if (target == null) {
      return Future.succeededFuture(new Outcome.Suppressed("The webhook was removed"));
    }
    String payload = payload(message);
    return targets
        .resolve(target.url())
        .compose(address -> client.request(options(message, target, address, payload)))
        .compose(request -> exchange(request, payload))
        .recover(failure -> Future.succeededFuture(outcome(failure)));
  }

  private RequestOptions options(
      Outbound message, Outbound.Target target, InetAddress address, String payload) {
    URI url = URI.create(target.url());
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    String id = message.notification().id().toString();
    long timestamp = clock.instant().getEpochSecond();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(target.url())
        // The name stays in Host and in the TLS handshake.
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setTimeout(timeout.toMillis())
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "ECART-Webhooks")
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(timestamp))
        .putHeader("webhook-signature", Signature.of(target.secret(), id, timestamp, payload));
  }

  private static String payload(Outbound message) {
    return new JsonObject()
        .put("type", message.notification().event())
        .put("timestamp", message.happenedAt().toString())
        .put("data", message.data())
        .encode();
  }

  private Future<Outcome> exchange(HttpClientRequest request, String payload) {
    return request
        .send(payload)
        .compose(WebhookTransport::drain)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  /** Reads the answer to its end so that the connection can serve again, but not for ever. */
  private static Future<Outcome> drain(HttpClientResponse response) {
    int[] length = {0};
    response.handler(
        chunk -> {
          length[0] += chunk.length();
          if (length[0] > LONGEST_ANSWER) {
            response.request().reset();
          }
        });
    Outcome outcome = outcome(response);
    return response.end().map(outcome).otherwise(outcome);
  }

  private static Outcome outcome(HttpClientResponse response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Sent();
    }
    String error = "The receiver answered " + status;
    return status == GONE
        ? new Outcome.Refused(error)
        : Outcome.Retry.asked(error, response.getHeader("Retry-After"));
  }

  private static Outcome outcome(Throwable failure) {
    return failure instanceof Targets.ForbiddenTarget
        ? new Outcome.Refused(String.valueOf(failure.getMessage()))
        : Outcome.retry(String.valueOf(failure.getMessage()));
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
