package io.ecart.inventory.postgres;

import io.ecart.inventory.Deltas;
import io.ecart.inventory.Level;
import io.ecart.inventory.Limits;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reservation;
import io.ecart.inventory.ReservationStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** How rows become domain objects, and domain objects arrays of a column each. */
final class Columns {
  static final String LEVEL =
      "sku, location, priority, active, on_hand, reserved, allocated, unavailable, incoming,"
          + " safety_stock, low_stock_threshold, backorder_limit, version";
  static final String RESERVATION =
      "id, reference, status, lines, expires_at, created_at, version, actor";

  private Columns() {}

  /** Reads the columns {@link #LEVEL}; by position, for this is done for every level of a batch. */
  static Level level(Row row) {
    return new Level(
        new Place(row.getString(0), row.getString(1)),
        row.getInteger(2),
        row.getBoolean(3),
        new Limits(row.getLong(9), row.getLong(10), row.getLong(11)),
        new Deltas(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8)),
        row.getLong(12));
  }

  /** Reads the columns {@link #RESERVATION}. */
  static Reservation reservation(Row row) {
    return new Reservation(
        row.getUUID(0),
        row.getString(1),
        ReservationStatus.of(row.getString(2)),
        Reservation.linesOf((JsonArray) row.getJson(3)),
        row.getOffsetDateTime(4).toInstant(),
        row.getOffsetDateTime(5).toInstant(),
        row.getInteger(6),
        row.getString(7));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static <T> String[] texts(Collection<T> items, Function<T, String> value) {
    String[] array = new String[items.size()];
    int i = 0;
    for (T item : items) {
      array[i++] = value.apply(item);
    }
    return array;
  }

  static <T> Long[] longs(Collection<T> items, ToLongFunction<T> value) {
    Long[] array = new Long[items.size()];
    int i = 0;
    for (T item : items) {
      array[i++] = value.applyAsLong(item);
    }
    return array;
  }

  /** Deltas of one movement fit an int, see {@link io.ecart.inventory.Movement#MAX_UNITS}. */
  static <T> Integer[] ints(Collection<T> items, ToLongFunction<T> value) {
    Integer[] array = new Integer[items.size()];
    int i = 0;
    for (T item : items) {
      array[i++] = Math.toIntExact(value.applyAsLong(item));
    }
    return array;
  }
}
