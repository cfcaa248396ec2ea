package io.ecart.inventory;

import io.ecart.inventory.Reservation.Held;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds all lines or none.
 *
 * @param id the hold's id
 * @param repeatable whether the caller chose the id: the same id again must be the same wish
 * @param lines one per sku
 * @param now when the wish came
 * @param expiresAt when the hold may be given back
 */
public record Reserve(
    UUID id, boolean repeatable, List<Line> lines, Instant now, Instant expiresAt, Cause cause)
    implements StockChange<Reservation> {

  @Override
  public Collection<UUID> holds() {
    return repeatable ? List.of(id) : List.of();
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    for (Line line : lines) {
      sink.accept(line.sku());
    }
  }

  @Override
  public Reservation decide(Books books) {
    Reservation before = books.hold(id);
    if (before != null) {
      return same(before);
    }
    requireRoom(books);
    List<Held> held = new ArrayList<>(lines.size());
    for (Line line : lines) {
      List<Allocation> allocations = books.stock(line.sku()).allocate(line.quantity());
      allocations.forEach(each -> take(books, line.sku(), each));
      held.add(new Held(line.sku(), line.quantity(), allocations));
    }
    Reservation fresh =
        new Reservation(
            id, reference(), ReservationStatus.HELD, held, expiresAt, now, 1, cause.actor());
    books.add(fresh);
    return fresh;
  }

  private void take(Books books, String sku, Allocation from) {
    Deltas claim = Reservation.claim(reference(), from.quantity());
    MovementKind kind = claim.allocated() > 0 ? MovementKind.ALLOCATED : MovementKind.RESERVED;
    books.book(new Place(sku, from.location()), kind, claim, cause);
  }

  String reference() {
    String reference = cause.reference();
    return reference == null ? "" : reference;
  }

  /** Who repeats a wish may rely on the hold; another wish or a hold that is over is no repeat. */
  private Reservation same(Reservation before) {
    if (!before.reference().equals(reference())) {
      throw Problem.illegalState("Reservation " + id + " belongs to something else");
    }
    if (!quantities(before).equals(quantities())) {
      throw Problem.illegalState("Reservation " + id + " is of other lines");
    }
    if (!before.isInForce(now)) {
      throw Problem.illegalState("Reservation " + id + " has " + before.fate());
    }
    return before;
  }

  private static Map<String, Long> quantities(Reservation hold) {
    return hold.lines().stream().collect(Collectors.toMap(Held::sku, Held::quantity));
  }

  private Map<String, Long> quantities() {
    return lines.stream().collect(Collectors.toMap(Line::sku, Line::quantity));
  }

  private void requireRoom(Books books) {
    List<FieldError> shortLines = new ArrayList<>(0);
    for (Line line : lines) {
      long room = books.stock(line.sku()).room();
      if (room < line.quantity()) {
        shortLines.add(shortOf(line, room));
      }
    }
    if (!shortLines.isEmpty()) {
      throw Problem.insufficientStock(shortLines);
    }
  }

  /** What is said of a line that cannot be held. */
  public static FieldError shortOf(Line line, long room) {
    long available = Math.max(0, room);
    return new FieldError(
        "/lines/" + line.index(),
        "insufficient_stock",
        "Of " + line.sku() + " " + available + " are available",
        new JsonObject()
            .put("sku", line.sku())
            .put("requested", line.quantity())
            .put("available", available));
  }

  /** A caller's id or a new one. */
  public static Reserve of(
      @Nullable UUID given, List<Line> lines, Instant now, long ttlSeconds, Cause cause) {
    UUID id = given == null ? Ids.next() : given;
    Instant from = now.truncatedTo(ChronoUnit.MILLIS);
    return new Reserve(
        id, given != null, Line.summed(lines), from, from.plusSeconds(ttlSeconds), cause);
  }
}
