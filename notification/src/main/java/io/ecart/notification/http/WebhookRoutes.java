package io.ecart.notification.http;

import io.ecart.notification.EventNames;
import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.NotificationStore.Filter;
import io.ecart.notification.Notifications;
import io.ecart.notification.Webhook;
import io.ecart.notification.WebhookSecrets;
import io.ecart.notification.Webhooks;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks and their deliveries over HTTP. */
public final class WebhookRoutes {
  private static final String PATH = "/api/v1/webhooks";
  private static final String DELIVERIES = PATH + "/:id/deliveries";
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_SECRET = 100;
  private static final int MOST_EVENTS = 50;

  private final Webhooks webhooks;
  private final Notifications notifications;
  private final WebhookSecrets secrets;
  private final Idempotency idempotency;
  private final Runnable queued;

  /**
   * @param queued called when a delivery was put back into the queue
   */
  public WebhookRoutes(
      Webhooks webhooks,
      Notifications notifications,
      WebhookSecrets secrets,
      Idempotency idempotency,
      Runnable queued) {
    this.webhooks = webhooks;
    this.notifications = notifications;
    this.secrets = secrets;
    this.idempotency = idempotency;
    this.queued = queued;
  }

  public void mount(Api api) {
    api.post(PATH, Access.ADMIN, this::create);
    api.get(PATH, Access.ADMIN, this::list);
    api.get(PATH + "/:id", Access.ADMIN, this::get);
    api.delete(PATH + "/:id", Access.ADMIN, this::remove);
    api.get(DELIVERIES, Access.ADMIN, this::deliveries);
    api.post(DELIVERIES + "/:did/redeliver", Access.ADMIN, this::redeliver);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    String url = url(body);
    List<String> events = events(body);
    String secret = secret(body);
    body.check();
    IdempotencyKey key = call.idempotencyKey();
    return webhooks
        .check(url)
        .compose(
            allowed ->
                idempotency.once(
                    key,
                    transaction ->
                        webhooks
                            .add(transaction, url, events, secret)
                            .map(WebhookRoutes::created)));
  }

  private static Reply created(Webhook webhook) {
    JsonObject body = webhook.toJson().put("secret", webhook.secret());
    return Reply.created(PATH + "/" + webhook.id(), body);
  }

  private static String url(Fields body) {
    String text = body.text("url", 1, LONGEST_URL);
    if (!text.isBlank() && !isHttp(text)) {
      body.error("url", "format", "must be an http or https URL without a user in it");
    }
    return withPlainScheme(text);
  }

  /** Schemes mean the same in capitals; all that reads the URL later need not know. */
  private static String withPlainScheme(String url) {
    int end = Math.max(0, url.indexOf(':'));
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }

  private static boolean isHttp(String text) {
    try {
      URI url = URI.create(withPlainScheme(text));
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      // Without one the port is -1.
      boolean port = url.getPort() != 0 && url.getPort() < 65_536;
      return http && port && url.getHost() != null && url.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> events(Fields body) {
    List<String> events = body.texts("events", 1, MOST_EVENTS, 64);
    for (String event : events) {
      if (!event.equals(Webhook.ALL) && !EventNames.known(event)) {
        String known = String.join(", ", EventNames.all());
        body.error("events", "choice", "must hold * or some of " + known + ", not " + event);
      }
    }
    return events.stream().distinct().toList();
  }

  private String secret(Fields body) {
    String given = body.optionalText("secret", LONGEST_SECRET);
    if (given == null) {
      return secrets.create();
    }
    if (!secrets.isValid(given)) {
      body.error("secret", "format", "must be 24 to 64 bytes in Base64, with or without whsec_");
    }
    return given;
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    Paging paging = Paging.read(query);
    query.check();
    return webhooks
        .page(paging.after(), paging.fetch())
        .map(items -> paging.reply(items, Webhook::id, Webhook::toJson));
  }

  private Future<Reply> get(Call call) {
    return webhooks.get(id(call)).map(webhook -> Reply.ok(webhook.toJson()).etagOfContent());
  }

  private Future<Reply> remove(Call call) {
    return webhooks.remove(id(call)).map(removed -> Reply.noContent());
  }

  private Future<Reply> deliveries(Call call) {
    UUID id = id(call);
    Query query = call.query();
    Paging paging = Paging.read(query);
    NotificationStatus status = query.choice("status", NotificationStatus.class);
    query.check();
    return webhooks
        .get(id)
        .compose(there -> notifications.page(of(id, status), paging.after(), paging.fetch()))
        .map(items -> paging.reply(items, Notification::id, Notification::toTracedJson));
  }

  private Future<Reply> redeliver(Call call) {
    UUID id = id(call);
    UUID delivery = Uuids.path(call, "did", "delivery");
    IdempotencyKey key = call.idempotencyKey();
    call.optionalBody().check();
    return webhooks
        .get(id)
        .compose(
            there ->
                idempotency.once(
                    key,
                    transaction ->
                        notifications
                            .resend(transaction, delivery, of(id, null))
                            .map(sent -> Reply.accepted(sent.toTracedJson()).etagOfContent())))
        .onSuccess(reply -> queued.run());
  }

  private static Filter of(UUID webhook, @Nullable NotificationStatus status) {
    return new Filter(null, null, status, null, webhook);
  }

  private static UUID id(Call call) {
    return Uuids.path(call, "id", "webhook");
  }
}
