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
import io.ecart.runtime.http.Api;
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
  private static final Duration INTAKE_PATIENCE = Duration.ofMillis(500);
  private static final Duration REFRESH_REST = Duration.ofSeconds(2);
  private static final Duration PRUNE_REST = Duration.ofMinutes(1);
  private static final String[] PREFIXES = {
    "/api/v1/notifications", "/api/v1/templates", "/api/v1/preferences", "/api/v1/webhooks"
  };

  /** What routes, consumer and senders share. */
  private record Core(
      Pool pool, PgTemplateStore templates, Composer composer, Targets targets, Sending sending) {}

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
    Core core = core(made, pool, builtIn);
    Idempotency idempotency = new Idempotency(pool);
    mount(made.api(), core, idempotency);

    PgRetention retention = new PgRetention(pool, host.clock(), config.send().retention());
    made.every(PRUNE_REST, "Forgetting of old keys", idempotency::prune);
    made.every(PRUNE_REST, "Forgetting of old messages", retention::prune);
    made.every(REFRESH_REST, "Learning of changed templates", core.composer()::refresh);
    return core.composer()
        .refresh()
        .compose(
            read -> {
              core.sending().start();
              return consume(made, core);
            });
  }

  private Core core(Service made, Pool pool, BuiltInTemplates builtIn) {
    NotificationConfig.Platform on = config.platform();
    ShopSettings shop = config.shop();
    OutboxRelay relay = made.relay(on.postgres(), on.kafka(), OUTBOX_KEPT);
    PgTemplateStore templates = new PgTemplateStore(pool, host.clock());
    Views views = new Views(shop.name(), shop.url());
    Composer composer = new Composer(templates, builtIn, views, shop.locale());
    Targets targets = new Targets(vertx, config.send().webhooks().allowPrivate());
    Sending sending = new Sending(config, parts(pool, relay), composer, targets);
    made.parts().onStop("sending", sending::stop);
    sending.watch(made.health());
    return new Core(pool, templates, composer, targets, sending);
  }

  private void mount(Api api, Core core, Idempotency idempotency) {
    Clock clock = host.clock();
    Runnable queued = core.sending()::poke;
    Notifications log = new Notifications(new PgNotificationStore(core.pool(), clock));
    Webhooks webhooks = new Webhooks(new PgWebhookStore(core.pool()), core.targets(), clock);
    new NotificationRoutes(log, idempotency, queued).mount(api);
    new TemplateRoutes(new Templates(core.templates(), core.composer())).mount(api);
    new PreferenceRoutes(new PgPreferenceStore(core.pool(), clock)).mount(api);
    new WebhookRoutes(webhooks, log, new WebhookSecrets(), idempotency, queued).mount(api);
  }

  private Future<Void> consume(Service made, Core core) {
    PgIntake intake =
        new PgIntake(core.pool(), new Planner(policy()), host.clock(), core.sending()::poke);
    return made.consume(
        config.platform().kafka(),
        new Subscription("notification", ShopEvents.TOPICS, true).gatheringFor(INTAKE_PATIENCE),
        new ShopEvents(intake));
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
