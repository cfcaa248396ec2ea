package io.ecart.inventory.http;

import io.ecart.inventory.Adjust;
import io.ecart.inventory.Cause;
import io.ecart.inventory.Line;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reserve;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Uuids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what requests ask for. */
final class Bodies {
  static final long MAX_UNITS = 1_000_000_000;
  static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  static final String CODE_FORM = "1-32 characters of a-z 0-9 _ -";
  static final long MAX_QUANTITY = 1_000_000;
  static final int MAX_LINES = 1_000;
  private static final int MAX_TTL = 86_400;
  private static final long DEFAULT_TTL = 900;
  private static final int MAX_REFERENCE = 128;
  private static final int MAX_NOTE = 1_000;

  private Bodies() {}

  static Reserve reserve(Fields body, Instant now, String actor) {
    UUID id = body.has("id") ? Uuids.member(body, "id") : null;
    String reference = body.text("reference", 1, MAX_REFERENCE);
    List<Line> lines = lines(body);
    return Reserve.of(id, lines, now, ttl(body), Cause.of(reference, actor));
  }

  static List<Line> lines(Fields body) {
    return lines(body, 1);
  }

  /** Lines of what was counted, which may be nothing. */
  static List<Line> counted(Fields body) {
    return lines(body, 0);
  }

  private static List<Line> lines(Fields body, int least) {
    int[] next = {0};
    return body.each(
        "lines",
        1,
        MAX_LINES,
        line ->
            new Line(line.sku("sku"), line.integer("quantity", least, MAX_QUANTITY), next[0]++));
  }

  static @Nullable String note(Fields body) {
    return body.optionalText("note", MAX_NOTE);
  }

  static long ttl(Fields body) {
    Long seconds = body.optionalInteger("ttlSeconds", 1, MAX_TTL);
    return seconds == null ? DEFAULT_TTL : seconds;
  }

  static Adjust adjust(Fields body, String actor) {
    Place place = new Place(body.sku("sku"), location(body, "location"));
    Long delta = body.optionalInteger("delta", -MAX_UNITS, MAX_UNITS);
    Long counted = body.optionalInteger("countedQuantity", 0, MAX_UNITS);
    if (body.has("delta") == body.has("countedQuantity")) {
      body.error("delta", "required", "or countedQuantity is required, and not both");
    }
    Long unavailable = body.optionalInteger("unavailableDelta", -MAX_UNITS, MAX_UNITS);
    Adjust.Reason reason = body.choice("reason", Adjust.Reason.class);
    Long expected = body.optionalInteger("expectedOnHand", 0, Long.MAX_VALUE);
    Cause cause = Cause.of(null, actor).because(null, note(body));
    return new Adjust(
        place, delta, counted, unavailable == null ? 0 : unavailable, reason, expected, cause);
  }

  static String location(Fields body, String name) {
    return body.matching(name, CODE, CODE_FORM);
  }
}
