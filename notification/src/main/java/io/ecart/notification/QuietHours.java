package io.ecart.notification;

import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A part of every day in which a customer wants no messages.
 *
 * @param start when it begins, in the zone's own time
 * @param end when it ends; at or before {@code start} means the next day
 * @param zone whose clock counts, daylight saving included
 * @param rule what becomes of a message that falls into it
 */
public record QuietHours(LocalTime start, LocalTime end, ZoneId zone, Rule rule) {

  /** What becomes of a message. */
  public enum Rule {
    /** It leaves when the quiet hours end. */
    DELAY,
    /** It is not sent at all. */
    SUPPRESS
  }

  public boolean contains(Instant time) {
    LocalTime local = time.atZone(zone).toLocalTime();
    return start.isBefore(end)
        ? !local.isBefore(start) && local.isBefore(end)
        : !local.isBefore(start) || local.isBefore(end);
  }

  /** The first moment after {@code time} at which messages are welcome again. */
  public Instant endAfter(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    ZonedDateTime sameDay = local.with(end);
    return (sameDay.isAfter(local) ? sameDay : local.plusDays(1).with(end)).toInstant();
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("start", start.toString())
        .put("end", end.toString())
        .put("timeZone", zone.getId())
        .put("rule", Fields.wire(rule));
  }

  /** What {@link #toJson()} gave. */
  public static QuietHours of(JsonObject json) {
    return new QuietHours(
        LocalTime.parse(json.getString("start")),
        LocalTime.parse(json.getString("end")),
        ZoneId.of(json.getString("timeZone")),
        "suppress".equals(json.getString("rule")) ? Rule.SUPPRESS : Rule.DELAY);
  }
}
