package io.ecart.notification;

import io.ecart.notification.Draft.About;
import io.ecart.notification.Draft.Recipient;
import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who is told of an event, through which channel, and when. */
public final class Planner {
  private final Policy policy;

  public Planner(Policy policy) {
    this.policy = policy;
  }

  /** The customer an event is about; null for guests and for stock. */
  public static @Nullable String customerOf(Event event) {
    return EventNames.ORDER.contains(event.name()) ? text(order(event), "customerId") : null;
  }

  /**
   * The messages of one event.
   *
   * @param preferences those of the customer it is about
   * @param webhooks all there are
   * @throws IllegalArgumentException when the event lacks what it must have
   */
  public List<Draft> plan(
      Event event, @Nullable Preferences preferences, List<Webhook> webhooks, Instant now) {
    List<Draft> drafts = new ArrayList<>();
    if (EventNames.ORDER.contains(event.name())) {
      planOrder(event, preferences, now, drafts);
    } else {
      planStock(event, now, drafts);
    }
    // A webhook's URL is the shop's own business, so its messages are nobody's in particular.
    About about = new About(event.id(), about(event).orderId(), null);
    for (Webhook webhook : webhooks) {
      if (webhook.wants(event.name())) {
        Recipient target = new Recipient(Channel.WEBHOOK, webhook.url(), webhook.id());
        drafts.add(new Draft(event.name(), target, about, policy.locale(), now, null));
      }
    }
    return drafts;
  }

  private void planOrder(
      Event event, @Nullable Preferences preferences, Instant now, List<Draft> drafts) {
    JsonObject contact = order(event).getJsonObject("contact", new JsonObject());
    Set<Channel> usual = policy.channels(event.name());
    Set<Channel> wanted =
        preferences == null ? usual : preferences.channels().getOrDefault(event.name(), usual);
    for (Channel channel : EnumSet.of(Channel.EMAIL, Channel.SMS)) {
      String address = text(contact, channel == Channel.EMAIL ? "email" : "phone");
      boolean concerned = usual.contains(channel) || wanted.contains(channel);
      if (address != null && concerned) {
        String unwanted = wanted.contains(channel) ? null : "The customer does not want it";
        drafts.add(draft(event, new Recipient(channel, address, null), preferences, now, unwanted));
      }
    }
  }

  private Draft draft(
      Event event,
      Recipient recipient,
      @Nullable Preferences preferences,
      Instant now,
      @Nullable String unwanted) {
    String locale = preferences == null ? null : preferences.locale();
    QuietHours quiet = preferences == null ? null : preferences.quietHours();
    Instant dueAt = now;
    String suppressed = unwanted == null ? notConfigured(recipient.channel()) : unwanted;
    if (quiet != null && suppressed == null && quiet.contains(now)) {
      boolean delay = quiet.rule() == QuietHours.Rule.DELAY;
      dueAt = delay ? quiet.endAfter(now) : now;
      suppressed = delay ? null : "It falls into the customer's quiet hours";
    }
    return new Draft(
        event.name(),
        recipient,
        about(event),
        locale == null ? policy.locale() : locale,
        dueAt,
        suppressed);
  }

  private void planStock(Event event, Instant now, List<Draft> drafts) {
    if (!policy.staffEmail().isEmpty()) {
      Recipient staff = new Recipient(Channel.EMAIL, policy.staffEmail(), null);
      drafts.add(draft(event, staff, null, now, null));
    }
  }

  private @Nullable String notConfigured(Channel channel) {
    return policy.configured().contains(channel) ? null : Outcome.notConfigured(channel).reason();
  }

  private static About about(Event event) {
    boolean ofOrder = EventNames.ORDER.contains(event.name());
    return new About(event.id(), ofOrder ? event.subject() : null, customerOf(event));
  }

  private static JsonObject order(Event event) {
    if (event.data().getValue("order") instanceof JsonObject order) {
      return order;
    }
    throw new IllegalArgumentException("The event " + event.name() + " has no order");
  }

  private static @Nullable String text(JsonObject json, String name) {
    return json.getValue(name) instanceof String text && !text.isBlank() ? text.strip() : null;
  }
}
