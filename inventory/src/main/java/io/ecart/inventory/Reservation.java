package io.ecart.inventory;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Units held for somebody until a time.
 *
 * @param id UUID, given by the caller or made here
 * @param reference what it is for, such as {@code order/<id>}
 * @param lines one per sku, with where each is taken from
 * @param expiresAt when it may be given back
 * @param version counts its changes, from 1
 * @param actor who asked for it
 */
public record Reservation(
    UUID id,
    String reference,
    ReservationStatus status,
    List<Held> lines,
    Instant expiresAt,
    Instant createdAt,
    int version,
    String actor) {
  /** The prefix of references to orders. */
  public static final String ORDER = "order/";

  /**
   * References to what order may know: the prefix, and an id as order makes them. Java and Postgres
   * read it alike.
   */
  public static final String ORDER_REFERENCE =
      "^order/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

  private static final Pattern OF_ORDER = Pattern.compile(ORDER_REFERENCE);

  /**
   * Held units of one sku.
   *
   * @param allocations where they are taken from; together {@code quantity}
   */
  public record Held(String sku, long quantity, List<Allocation> allocations) {}

  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether the units are still kept for whoever asked for them. */
  boolean isInForce(Instant now) {
    return status == ReservationStatus.COMMITTED
        || (status == ReservationStatus.HELD && !isOver(now));
  }

  /** What became of one that is in force no more, as in "has expired". */
  String fate() {
    return status == ReservationStatus.RELEASED ? "been released" : "expired";
  }

  /**
   * What it does to a level while its units are held: those of an order count as promised from the
   * start, for the order is about to exist; all others as reserved.
   */
  Deltas claim(long units) {
    return claim(reference, units);
  }

  static Deltas claim(String reference, long units) {
    boolean isForOrder = OF_ORDER.matcher(reference).matches();
    return isForOrder ? Deltas.allocated(units) : Deltas.reserved(units);
  }

  /** Whether its units are booked as this reference's own, so that nothing is left to be booked. */
  boolean isPromisedTo(@Nullable String owner) {
    return reference.equals(owner) && claim(1).allocated() > 0;
  }

  Reservation as(ReservationStatus next) {
    return new Reservation(id, reference, next, lines, expiresAt, createdAt, version + 1, actor);
  }

  Reservation until(Instant later) {
    return new Reservation(id, reference, status, lines, later, createdAt, version + 1, actor);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("reference", reference)
        .put("status", status.wire())
        .put("expiresAt", expiresAt.toString())
        .put("createdAt", createdAt.toString())
        .put("version", version)
        .put("lines", linesToJson(lines));
  }

  public static JsonArray linesToJson(List<Held> lines) {
    JsonArray json = new JsonArray();
    for (Held line : lines) {
      JsonArray allocations = new JsonArray();
      for (Allocation each : line.allocations()) {
        allocations.add(
            new JsonObject().put("location", each.location()).put("quantity", each.quantity()));
      }
      json.add(
          new JsonObject()
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("allocations", allocations));
    }
    return json;
  }

  public static List<Held> linesOf(JsonArray json) {
    return json.stream().map(JsonObject.class::cast).map(Reservation::heldOf).toList();
  }

  private static Held heldOf(JsonObject line) {
    List<Allocation> allocations =
        line.getJsonArray("allocations").stream()
            .map(JsonObject.class::cast)
            .map(each -> new Allocation(each.getString("location"), each.getLong("quantity")))
            .toList();
    return new Held(line.getString("sku"), line.getLong("quantity"), allocations);
  }
}
