package io.ecart.notification.postgres;

import io.ecart.notification.Channel;
import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as what they stand for. */
final class Rows {
  /**
   * The columns that {@link #notification} reads, of the table named {@code n}; it also reads
   * {@code traceparent}, which the event has.
   */
  static final String NOTIFICATION =
      "n.id, n.event, n.channel, n.recipient, n.order_id, n.status, n.attempts, n.created_at,"
          + " n.sent_at, n.error";

  private Rows() {}

  static Notification notification(Row row) {
    return new Notification(
        row.getUUID("id"),
        row.getString("event"),
        channel(row.getString("channel")),
        row.getString("recipient"),
        row.getString("order_id"),
        NotificationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getInteger("attempts"),
        row.getOffsetDateTime("created_at").toInstant(),
        optionalTime(row, "sent_at"),
        row.getString("error"),
        row.getString("traceparent"));
  }

  static Channel channel(String wire) {
    return Channel.named(wire).orElseThrow();
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant optionalTime(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
    List<T> items = new ArrayList<>(rows.size());
    rows.forEach(row -> items.add(reader.apply(row)));
    return items;
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(reader.apply(rows.iterator().next()));
  }
}
