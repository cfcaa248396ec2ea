package io.ecart.notification.postgres;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.notification.Channel;
import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.Outbound;
import io.ecart.notification.SendQueue;
import io.ecart.notification.Settlement;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.Outbox;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The queue in Postgres: rows locked by one taker are skipped by the others. */
public final class PgSendQueue implements SendQueue {
  private static final String TOPIC = "notification.events";

  /** Takes what {@code due} names. */
  private static final String TAKE =
      ", n AS (UPDATE notification SET due_at = $4, attempts = attempts + 1"
          + " WHERE id IN (SELECT id FROM due) RETURNING *)"
          + " SELECT "
          + Rows.NOTIFICATION
          + ", e.traceparent, n.round, n.locale, e.happened_at, e.data, w.url, w.secret FROM n"
          + " LEFT JOIN event e ON e.id = n.event_id LEFT JOIN webhook w ON w.id = n.webhook_id";

  private static final String CLAIM =
      "WITH due AS MATERIALIZED (SELECT id FROM notification"
          + " WHERE channel = $1 AND status = 'queued' AND due_at <= $2"
          + " ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)"
          + TAKE;

  /**
   * A share for each receiver. The backlog of one may be longer than all the rest of the queue, so
   * it is never read through: the index is hopped along from receiver to receiver, and of each only
   * its share is looked at. The channel is written out, for only then is that index used.
   */
  private static final String CLAIM_SHARES =
      "WITH RECURSIVE receiver (url) AS ((SELECT recipient FROM notification"
          + " WHERE channel = 'webhook' AND status = 'queued' ORDER BY recipient LIMIT 1)"
          + " UNION ALL SELECT (SELECT recipient FROM notification"
          + " WHERE channel = 'webhook' AND status = 'queued' AND recipient > r.url"
          + " ORDER BY recipient LIMIT 1) FROM receiver r WHERE r.url IS NOT NULL),"
          + " due AS MATERIALIZED (SELECT share.id FROM receiver r CROSS JOIN LATERAL"
          + " (SELECT id, due_at FROM notification WHERE channel = 'webhook'"
          + " AND status = 'queued' AND recipient = r.url AND due_at <= $2"
          + " ORDER BY due_at LIMIT $5 FOR UPDATE SKIP LOCKED) share"
          + " WHERE r.url <> ALL ($1::text[]) ORDER BY share.due_at LIMIT $3)"
          + TAKE;

  /**
   * Only of its own round and only once: a late answer never undoes what came after it. That it is
   * still queued is said without naming that status: the index of queued messages would then be
   * taken for a shorter way than the key, and under a backlog it is the longest of all.
   */
  private static final String SETTLE =
      "UPDATE notification n SET status = s.status, attempts = s.attempts, due_at = s.due_at,"
          + " sent_at = s.sent_at, error = s.error"
          + " FROM unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::timestamptz[],"
          + " $6::timestamptz[], $7::text[])"
          + " AS s (id, round, status, attempts, due_at, sent_at, error)"
          + " WHERE n.id = s.id AND n.round = s.round"
          + " AND n.status NOT IN ('sent', 'failed', 'suppressed') RETURNING n.id";

  private final Pool pool;
  private final Clock clock;

  public PgSendQueue(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Future<List<Outbound>> claim(Channel channel, Room room, Duration lease) {
    Instant now = clock.instant();
    OffsetDateTime until = Rows.utc(now.plus(lease));
    if (channel != Channel.WEBHOOK) {
      Tuple row = Tuple.of(channel.wire(), Rows.utc(now), room.messages(), until);
      return claim(CLAIM, row);
    }
    String[] full = room.full().toArray(String[]::new);
    return claim(CLAIM_SHARES, Tuple.of(full, Rows.utc(now), room.messages(), until, room.share()));
  }

  private Future<List<Outbound>> claim(String sql, Tuple row) {
    return pool.preparedQuery(sql).execute(row).map(rows -> Rows.all(rows, PgSendQueue::outbound));
  }

  private static Outbound outbound(Row row) {
    Notification notification = Rows.notification(row);
    Instant happenedAt = Rows.optionalTime(row, "happened_at");
    String data = row.getString("data");
    String url = row.getString("url");
    return new Outbound(
        notification,
        row.getInteger("round"),
        row.getString("locale"),
        happenedAt == null ? notification.createdAt() : happenedAt,
        data == null ? new JsonObject() : new JsonObject(data),
        url == null ? null : new Outbound.Target(url, row.getString("secret")));
  }

  @Override
  public Future<Void> settle(List<Settlement> settlements) {
    return pool.withTransaction(transaction -> settle(transaction, settlements));
  }

  private static Future<Void> settle(SqlConnection transaction, List<Settlement> settlements) {
    return transaction
        .preparedQuery(SETTLE)
        .execute(row(settlements))
        .compose(
            rows -> {
              Set<UUID> settled = new HashSet<>(Rows.all(rows, row -> row.getUUID(0)));
              List<Event> events =
                  settlements.stream()
                      .filter(each -> settled.contains(each.notification().id()))
                      .filter(each -> name(each.notification().status()) != null)
                      .map(PgSendQueue::event)
                      .toList();
              return Outbox.append(transaction, TOPIC, events);
            });
  }

  private static Tuple row(List<Settlement> settlements) {
    Tuple row = Tuple.tuple();
    row.addValue(settlements.stream().map(each -> each.notification().id()).toArray(UUID[]::new));
    row.addValue(settlements.stream().map(Settlement::round).toArray(Integer[]::new));
    row.addValue(texts(settlements, each -> each.status().wire()));
    row.addValue(
        settlements.stream().map(each -> each.notification().attempts()).toArray(Integer[]::new));
    row.addValue(
        settlements.stream().map(each -> Rows.utc(each.dueAt())).toArray(OffsetDateTime[]::new));
    row.addValue(
        settlements.stream()
            .map(each -> each.notification().sentAt())
            .map(time -> time == null ? null : Rows.utc(time))
            .toArray(OffsetDateTime[]::new));
    row.addValue(texts(settlements, Notification::error));
    return row;
  }

  private static String[] texts(
      List<Settlement> settlements, Function<Notification, @Nullable String> member) {
    return settlements.stream()
        .map(each -> member.apply(each.notification()))
        .toArray(String[]::new);
  }

  private static @Nullable String name(NotificationStatus status) {
    return switch (status) {
      case SENT -> "sent";
      case FAILED -> "failed";
      case QUEUED, SUPPRESSED -> null;
    };
  }

  private static Event event(Settlement settlement) {
    Notification notification = settlement.notification();
    String orderId = notification.orderId();
    String subject = orderId == null ? notification.id().toString() : orderId;
    JsonObject data = new JsonObject().put("notification", notification.toJson());
    Instant time = notification.sentAt() == null ? settlement.dueAt() : notification.sentAt();
    return new Event(
        UuidCreator.getTimeOrderedEpoch().toString(),
        "io.ecart.notification." + name(notification.status()) + ".v1",
        "/notification",
        subject,
        time,
        notification.traceparent(),
        orderId == null ? data : data.put("orderId", orderId));
  }
}
