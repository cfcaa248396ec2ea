package io.ecart.notification;

import io.ecart.notification.sms.SmsTransport;
import io.ecart.notification.smtp.SmtpTransport;
import io.ecart.notification.webhook.Targets;
import io.ecart.notification.webhook.WebhookTransport;
import io.ecart.runtime.observe.Health;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The lanes of all channels: one channel that is slow or away does not hold up the others. A
 * channel that is not configured has a lane too, which suppresses what was queued for it before.
 */
final class Sending {
  private static final int SMS_CONCURRENCY = 8;

  /**
   * How many messages one webhook receiver gets at a time. Fewer than the connections that the HTTP
   * client opens to one server, so that none of them spends its time waiting for a connection.
   */
  private static final int WEBHOOK_SHARE = 4;

  /** How many receivers must hang at least for all webhooks to stand still. */
  private static final int WEBHOOK_SHARES = 8;

  private final Map<Channel, Lane> lanes = new EnumMap<>(Channel.class);

  Sending(NotificationConfig config, Lane.Parts parts, Composer composer, Targets targets) {
    lanes.put(Channel.EMAIL, email(config, parts, composer));
    lanes.put(Channel.SMS, sms(config, parts, composer));
    lanes.put(Channel.WEBHOOK, webhooks(config, parts, targets));
  }

  private static Lane email(NotificationConfig config, Lane.Parts parts, Composer composer) {
    var smtp = config.smtp();
    Transport transport =
        smtp.configured()
            ? new SmtpTransport(parts.vertx(), smtp, composer)
            : new NotConfigured(Channel.EMAIL);
    int perSecond = config.send().emailsPerSecond();
    // By then a silent connection is closed. A mail that was given up before would wait for it in
    // the client, beside those that are tried again, and all of them would be sent in the end.
    Duration whole = smtp.timeout().multipliedBy(2);
    var bounds = new Lane.Bounds(smtp.connections(), 0, perSecond, whole, config.send().poll());
    return new Lane(parts, Channel.EMAIL, transport, bounds);
  }

  private static Lane sms(NotificationConfig config, Lane.Parts parts, Composer composer) {
    var sms = config.sms();
    Transport transport =
        sms.configured()
            ? new SmsTransport(parts.vertx(), sms, composer)
            : new NotConfigured(Channel.SMS);
    var bounds =
        new Lane.Bounds(SMS_CONCURRENCY, 0, 0, sms.timeout().plusSeconds(1), config.send().poll());
    return new Lane(parts, Channel.SMS, transport, bounds);
  }

  private static Lane webhooks(NotificationConfig config, Lane.Parts parts, Targets targets) {
    var settings = config.send().webhooks();
    Transport transport =
        new WebhookTransport(parts.vertx(), targets, parts.clock(), settings.timeout());
    Duration whole = settings.timeout().multipliedBy(2);
    int share = Math.max(1, Math.min(WEBHOOK_SHARE, settings.concurrency() / WEBHOOK_SHARES));
    var bounds = new Lane.Bounds(settings.concurrency(), share, 0, whole, config.send().poll());
    return new Lane(parts, Channel.WEBHOOK, transport, bounds);
  }

  void start() {
    lanes.values().forEach(Lane::start);
  }

  /** Says that there may be something in the queue. */
  void poke() {
    lanes.values().forEach(Lane::poke);
  }

  /** Says of which channels there is something in the queue. */
  void poke(Set<Channel> channels) {
    channels.forEach(channel -> lane(channel).poke());
  }

  /** Without a channel, messages wait; the service itself stays ready. */
  void watch(Health health) {
    health.uses("smtp", () -> lane(Channel.EMAIL).reachable());
    health.uses("sms", () -> lane(Channel.SMS).reachable());
  }

  private Lane lane(Channel channel) {
    Lane lane = lanes.get(channel);
    if (lane == null) {
      throw new IllegalArgumentException("No lane for " + channel);
    }
    return lane;
  }

  Future<Void> stop() {
    return Future.join(lanes.values().stream().map(Lane::stop).toList()).mapEmpty();
  }

  /** Stands where the settings name no server. */
  private record NotConfigured(Channel channel) implements Transport {
    @Override
    public Future<Outcome> send(Outbound message) {
      return Future.succeededFuture(Outcome.notConfigured(channel));
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }
}
