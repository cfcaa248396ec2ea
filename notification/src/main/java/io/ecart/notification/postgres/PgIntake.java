package io.ecart.notification.postgres;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.notification.Channel;
import io.ecart.notification.Compact;
import io.ecart.notification.Draft;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.Planner;
import io.ecart.notification.Preferences;
import io.ecart.notification.Webhook;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventSink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into queued messages, hundreds at a time: two reads, two inserts, one commit.
 * Nothing is rendered or sent here. There is no record of consumed events: the message itself is
 * unique per event, recipient and channel, so an event that comes again finds its messages there
 * already.
 */
public final class PgIntake implements EventSink {
  private static final String ADD_EVENTS =
      "INSERT INTO event (id, happened_at, traceparent, data)"
          + " SELECT unnest($1::text[]), unnest($2::timestamptz[]), unnest($3::text[]),"
          + " unnest($4::text[])"
          + " ON CONFLICT DO NOTHING";
  private static final String ADD_MESSAGES =
      "INSERT INTO notification (id, event_id, event, channel, recipient, webhook_id, order_id,"
          + " customer_id, locale, status, due_at, error, created_at) SELECT unnest($1::uuid[]),"
          + " unnest($2::text[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]),"
          + " unnest($6::uuid[]), unnest($7::text[]), unnest($8::text[]), unnest($9::text[]),"
          + " unnest($10::text[]), unnest($11::timestamptz[]), unnest($12::text[]),"
          + " $13::timestamptz ON CONFLICT DO NOTHING";

  private record Planned(Event event, List<Draft> drafts) {
    boolean isForWebhooks() {
      return drafts.stream().anyMatch(draft -> draft.recipient().channel() == Channel.WEBHOOK);
    }

    /** Receivers of webhooks get all there is; for mails a part is enough. */
    String data() {
      return isForWebhooks() ? event.data().encode() : Compact.of(event.data()).encode();
    }
  }

  private final Pool pool;
  private final Planner planner;
  private final Clock clock;
  private final Consumer<Set<Channel>> queued;

  /**
   * @param queued told after every commit for which channels it queued something
   */
  public PgIntake(Pool pool, Planner planner, Clock clock, Consumer<Set<Channel>> queued) {
    this.pool = pool;
    this.planner = planner;
    this.clock = clock;
    this.queued = queued;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    Set<String> customers = new HashSet<>();
    try {
      events.forEach(event -> addIfThere(customers, Planner.customerOf(event)));
    } catch (IllegalArgumentException malformed) {
      return Future.failedFuture(malformed);
    }
    return Future.all(PgPreferenceStore.find(pool, customers), PgWebhookStore.all(pool))
        .map(read -> plan(events, byCustomer(read.resultAt(0)), read.resultAt(1)))
        .compose(
            planned -> planned.isEmpty() ? Future.succeededFuture() : writeInTransaction(planned));
  }

  private static Map<String, Preferences> byCustomer(List<Preferences> all) {
    Map<String, Preferences> byCustomer = new HashMap<>();
    all.forEach(each -> byCustomer.put(each.customerId(), each));
    return byCustomer;
  }

  private List<Planned> plan(
      List<Event> events, Map<String, Preferences> preferences, List<Webhook> webhooks) {
    Instant now = clock.instant();
    List<Planned> planned = new ArrayList<>(events.size());
    for (Event event : events) {
      String customer = Planner.customerOf(event);
      Preferences wishes = customer == null ? null : preferences.get(customer);
      List<Draft> drafts = planner.plan(event, wishes, webhooks, now);
      if (!drafts.isEmpty()) {
        planned.add(new Planned(event, drafts));
      }
    }
    return planned;
  }

  private Future<Void> writeInTransaction(List<Planned> planned) {
    return pool.withTransaction(transaction -> write(transaction, planned))
        .onSuccess(committed -> queued.accept(channels(planned)));
  }

  private static Set<Channel> channels(List<Planned> planned) {
    return planned.stream()
        .flatMap(each -> each.drafts().stream())
        .map(draft -> draft.recipient().channel())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
  }

  /** Both statements leave together; the second is only carried out after the first. */
  private Future<Void> write(SqlConnection transaction, List<Planned> planned) {
    return Future.all(
            transaction.preparedQuery(ADD_EVENTS).execute(events(planned)),
            transaction.preparedQuery(ADD_MESSAGES).execute(messages(planned)))
        .mapEmpty();
  }

  private static Tuple events(List<Planned> planned) {
    return Tuple.of(
        array(planned, each -> each.event().id()),
        times(planned, each -> each.event().time()),
        array(planned, each -> each.event().traceparent()),
        array(planned, Planned::data));
  }

  private Tuple messages(List<Planned> planned) {
    List<Draft> drafts = planned.stream().flatMap(each -> each.drafts().stream()).toList();
    Tuple row = Tuple.tuple();
    row.addValue(
        drafts.stream().map(each -> UuidCreator.getTimeOrderedEpoch()).toArray(UUID[]::new));
    row.addValue(array(drafts, each -> each.about().eventId()));
    row.addValue(array(drafts, Draft::event));
    row.addValue(array(drafts, each -> each.recipient().channel().wire()));
    row.addValue(array(drafts, each -> each.recipient().address()));
    row.addValue(drafts.stream().map(each -> each.recipient().webhookId()).toArray(UUID[]::new));
    row.addValue(array(drafts, each -> each.about().orderId()));
    row.addValue(array(drafts, each -> each.about().customerId()));
    row.addValue(array(drafts, Draft::locale));
    row.addValue(array(drafts, each -> status(each).wire()));
    row.addValue(times(drafts, Draft::dueAt));
    row.addValue(array(drafts, Draft::suppressed));
    row.addValue(Rows.utc(clock.instant()));
    return row;
  }

  private static NotificationStatus status(Draft draft) {
    return draft.suppressed() == null ? NotificationStatus.QUEUED : NotificationStatus.SUPPRESSED;
  }

  private static <T> String[] array(List<T> items, Function<T, @Nullable String> member) {
    return items.stream().map(member).toArray(String[]::new);
  }

  private static <T> OffsetDateTime[] times(List<T> items, Function<T, Instant> member) {
    return items.stream().map(member).map(Rows::utc).toArray(OffsetDateTime[]::new);
  }

  private static void addIfThere(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }
}
