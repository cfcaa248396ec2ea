package io.ecart.notification.sms;

import com.samskivert.mustache.MustacheException;
import io.ecart.notification.Composer;
import io.ecart.notification.Outbound;
import io.ecart.notification.Outcome;
import io.ecart.notification.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Sends text messages through Twilio's Messages API or one like it. What the gateway refuses stays
 * refused; what it cannot do right now is tried again under the same {@code Idempotency-Key}.
 */
public final class SmsTransport implements Transport {
  private static final String NO_NUMBER =
      "The phone number is not international: it must be + and 7 to 15 digits";
  private static final int LONGEST = 1_600;

  private final HttpClient client;
  private final SmsSettings settings;
  private final Composer composer;
  private final String url;
  private final String credentials;

  public SmsTransport(Vertx vertx, SmsSettings settings, Composer composer) {
    this.settings = settings;
    this.composer = composer;
    this.url = settings.url() + "/2010-04-01/Accounts/" + settings.account() + "/Messages.json";
    String login = settings.account() + ":" + settings.token().value();
    this.credentials =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(5_000));
  }

  @Override
  public Future<Outcome> send(Outbound message) {
    String number = PhoneNumber.e164(message.notification().recipient());
    return number == null
        ? Future.succeededFuture(new Outcome.Refused(NO_NUMBER))
        : send(message, number);
  }

  private Future<Outcome> send(Outbound message, String number) {
    String text;
    try {
      text = composer.compose(message).text();
    } catch (MustacheException e) {
      return Future.succeededFuture(new Outcome.Refused("The template fails: " + e.getMessage()));
    }
    return post(message, form(number, text))
        .recover(failure -> Future.succeededFuture(outcome(failure)));
  }

  private Future<Outcome> post(Outbound message, Buffer form) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url)
            .setTimeout(settings.timeout().toMillis())
            .putHeader("Authorization", credentials)
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .putHeader("Idempotency-Key", message.idempotencyId());
    return client.request(options).compose(request -> exchange(request, form));
  }

  /** The timeout of the request itself begins anew with every byte. */
  private Future<Outcome> exchange(HttpClientRequest request, Buffer form) {
    return request
        .send(form)
        .compose(response -> response.body().map(body -> outcome(response, body)))
        .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private Buffer form(String to, String text) {
    String body = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return Buffer.buffer(
        "To=" + encode(to) + "&From=" + encode(settings.from()) + "&Body=" + encode(body));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Outcome outcome(HttpClientResponse response, Buffer body) {
    int status = response.statusCode();
    if (status < 300) {
      return new Outcome.Sent();
    }
    String error = "The gateway answered " + status + reason(body);
    boolean later = status >= 500 || status == 429 || status == 408;
    return later
        ? Outcome.Retry.asked(error, response.getHeader("Retry-After"))
        : new Outcome.Refused(error);
  }

  private static Outcome outcome(Throwable failure) {
    String error = String.valueOf(failure.getMessage());
    boolean unreachable =
        failure instanceof ConnectException || failure instanceof UnknownHostException;
    return unreachable ? new Outcome.Away(error) : Outcome.retry(error);
  }

  private static String reason(Buffer body) {
    try {
      JsonObject json = body.toJsonObject();
      return ": " + json.getValue("message") + " (" + json.getValue("code") + ")";
    } catch (DecodeException | ClassCastException e) {
      return "";
    }
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
