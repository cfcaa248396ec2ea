package io.ecart.notification;

import io.ecart.notification.http.NotificationRoutes;
import io.ecart.notification.http.PreferenceRoutes;
import io.ecart.notification.http.TemplateRoutes;
import io.ecart.notification.http.WebhookRoutes;
import io.ecart.notification.kafka.ShopEvents;
import io.ecart.notification.postgres.PgIntake;
import io.ecart.notification.postgres.PgNotificationStore;
import io.ecart.notification.postgres.PgPreferenceStore;
import io.ecart.notification.postgres.PgRetention;
import io.ecart.notification.postgres.PgSendQueue;
import io.ecart.notification.postgres.PgTemplateStore;
import io.ecart.notification.postgres.PgWebhookStore;
import io.ecart.notification.webhook.Targets;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wires the notification service. */
public final class NotificationVerticle extends VerticleBase {
  private static final Duration OUTBOX_KEPT = Duration.ofDays(7);
  private static final String[] PREFIXES = {
    "/api/v1/notifications", "/api/v1/templates", "/api/v1/preferences", "/api/v1/webhooks"
  };

  private final NotificationConfig config;
  private final ServiceHost host;
  private @Nullable Service service;

  public NotificationVerticle(NotificationConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    NotificationConfig.Platform on = config.platform();
    Service made = new Service(vertx, host, "notification", on.http(), on.jwt());
    service = made;
    return Topics.ensure(
            vertx, on.kafka(), "order.events", "inventory.events", "notification.events")
        .compose(ensured -> made.postgres(on.postgres()))
        .compose(
            pool ->
                vertx
                    .executeBlocking(BuiltInTemplates::read)
                    .compose(builtIn -> run(made, pool, builtIn)))
        .compose(running -> made.serve(PREFIXES));
  }

  private Future<Void> run(Service made, Pool pool, BuiltInTemplates builtIn) {
    NotificationConfig.Platform on = config.platform();
    Clock clock = host.clock();
    OutboxRelay relay = made.relay(on.postgres(), on.kafka(), OUTBOX_KEPT);
    Views views = new Views(config.shop().name(), config.shop().url());
    PgTemplateStore templates = new PgTemplateStore(pool, clock);
    Composer composer = new Composer(templates, builtIn, views, config.shop().locale());
    Targets targets = new Targets(vertx, config.send().webhooks().allowPrivate());
    Lane.Parts parts = parts(pool, relay);
    Sending sending = new Sending(config, parts, composer, targets);
    made.parts().onStop("sending", sending::stop);
    sending.watch(made.health());

    Idempotency idempotency = new Idempotency(pool);
    Notifications log = new Notifications(new PgNotificationStore(pool, clock));
    Webhooks webhooks = new Webhooks(new PgWebhookStore(pool), targets, clock);
    new NotificationRoutes(log, idempotency, sending::poke).mount(made.api());
    new TemplateRoutes(new Templates(templates, composer)).mount(made.api());
    new PreferenceRoutes(new PgPreferenceStore(pool, clock)).mount(made.api());
    new WebhookRoutes(webhooks, log, new WebhookSecrets(), idempotency, sending::poke)
        .mount(made.api());

    PgRetention retention = new PgRetention(pool, clock, config.send().retention());
    Upkeep upkeep = new Upkeep(vertx, composer, idempotency, retention::prune);
    made.parts().onStop("upkeep", upkeep::stop);
    PgIntake intake = new PgIntake(pool, new Planner(policy()), clock, sending::poke);
    return upkeep
        .start()
        .onSuccess(started -> sending.start())
        .compose(
            started ->
                made.consume(
                    on.kafka(),
                    new Subscription("notification", ShopEvents.TOPICS, true),
                    new ShopEvents(intake)));
  }

  private Lane.Parts parts(Pool pool, OutboxRelay relay) {
    Clock clock = host.clock();
    PgSendQueue queue = new PgSendQueue(pool, clock);
    Backoff backoff = config.send().backoffWithChance();
    Settler settler = new Settler(vertx, clock, queue, backoff, host.metrics(), relay::poke);
    return new Lane.Parts(vertx, clock, queue, settler, backoff, host.metrics());
  }

  private Policy policy() {
    Set<Channel> configured = EnumSet.of(Channel.WEBHOOK);
    if (config.smtp().configured()) {
      configured.add(Channel.EMAIL);
    }
    if (config.sms().configured()) {
      configured.add(Channel.SMS);
    }
    ShopSettings shop = config.shop();
    return new Policy(
        shop.emailEvents(), shop.smsEvents(), shop.staffEmail(), shop.locale(), configured);
  }

  @Override
  public Future<?> stop() {
    Service made = service;
    return made == null ? Future.succeededFuture() : made.stop();
  }

  /** The API port that was bound. */
  public int port() {
    return service == null ? 0 : service.port();
  }

  /** The management port that was bound. */
  public int managementPort() {
    return service == null ? 0 : service.managementPort();
  }
}
