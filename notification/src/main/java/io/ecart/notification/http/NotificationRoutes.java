package io.ecart.notification.http;

import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.NotificationStore.Filter;
import io.ecart.notification.Notifications;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of messages over HTTP: customers see their own. */
public final class NotificationRoutes {
  private static final String PATH = "/api/v1/notifications";

  private final Notifications notifications;
  private final Idempotency idempotency;
  private final Runnable queued;

  /**
   * @param queued called when a message was put back into the queue
   */
  public NotificationRoutes(Notifications notifications, Idempotency idempotency, Runnable queued) {
    this.notifications = notifications;
    this.idempotency = idempotency;
    this.queued = queued;
  }

  public void mount(Api api) {
    api.get(PATH, Access.CUSTOMER, this::list);
    api.get(PATH + "/:id", Access.CUSTOMER, this::get);
    api.post(PATH + "/:id/resend", Access.STAFF, this::resend);
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    Paging paging = Paging.read(query);
    Filter filter =
        new Filter(
            query.text("orderId"),
            query.text("recipient"),
            query.choice("status", NotificationStatus.class),
            customer(call.caller()),
            null);
    query.check();
    return notifications
        .page(filter, paging.after(), paging.fetch())
        .map(items -> paging.reply(items, Notification::id, item -> json(item, call.caller())));
  }

  private Future<Reply> get(Call call) {
    return notifications
        .get(id(call), new Filter(null, null, null, customer(call.caller()), null))
        .map(found -> Reply.ok(json(found, call.caller())).etagOfContent());
  }

  private Future<Reply> resend(Call call) {
    UUID id = id(call);
    Filter any = new Filter(null, null, null, null, null);
    call.optionalBody().check();
    return idempotency
        .once(
            call.idempotencyKey(),
            transaction ->
                notifications
                    .resend(transaction, id, any)
                    .map(sent -> Reply.accepted(sent.toTracedJson()).etagOfContent()))
        .onSuccess(reply -> queued.run());
  }

  private static JsonObject json(Notification notification, Caller caller) {
    return caller.mayActForOthers() ? notification.toTracedJson() : notification.toCustomersJson();
  }

  private static UUID id(Call call) {
    return Uuids.path(call, "id", "notification");
  }

  /** The only customer whose messages the caller may see; null when it may see all. */
  private static @Nullable String customer(Caller caller) {
    return caller.mayActForOthers() ? null : caller.subject();
  }
}
