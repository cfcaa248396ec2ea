package io.ecart.inventory;

import io.ecart.inventory.Bookings.Booking;
import io.ecart.inventory.StockDocuments.Step;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods ordered from a supplier: incoming until they arrive, in one delivery or in several. What
 * comes too much is taken; what never comes is a discrepancy of the closed order.
 */
public record PurchaseOrder(
    UUID id,
    String supplier,
    String location,
    Status status,
    List<Ordered> lines,
    @Nullable Instant expectedAt,
    @Nullable String note,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Where a purchase order stands. */
  public enum Status {
    OPEN,
    PARTIALLY_RECEIVED,
    RECEIVED
  }

  /**
   * Units of one sku.
   *
   * @param received units that arrived so far, damaged ones included
   * @param damaged units of these that cannot be sold
   */
  public record Ordered(String sku, long quantity, long received, long damaged) {

    long open() {
      return Math.max(0, quantity - received);
    }
  }

  /** What one delivery brought of a sku. */
  public record Delivered(String sku, long quantity, long damaged) {}

  /** A new order, whose goods are incoming at once. */
  public static Step<PurchaseOrder> create(
      String supplier,
      String location,
      List<Line> lines,
      @Nullable Instant expectedAt,
      @Nullable String note,
      Instant now) {
    List<Ordered> all = new ArrayList<>();
    List<Booking> bookings = new ArrayList<>();
    for (Line line : Line.summed(lines)) {
      all.add(new Ordered(line.sku(), line.quantity(), 0, 0));
      bookings.add(
          book(location, line.sku(), MovementKind.ORDERED, Deltas.incoming(line.quantity())));
    }
    PurchaseOrder order =
        new PurchaseOrder(
            Ids.next(), supplier, location, Status.OPEN, all, expectedAt, note, 1, now, now);
    return new Step<>(order, bookings);
  }

  /**
   * A delivery arrives.
   *
   * @param delivered what was in it
   * @param close whether nothing more is expected
   */
  public Step<PurchaseOrder> receive(List<Delivered> delivered, boolean close, Instant now) {
    if (status == Status.RECEIVED) {
      throw Problem.illegalState("Purchase order " + id + " is received");
    }
    Map<String, Delivered> skuToDelivered = bySku(delivered);
    List<Ordered> after = new ArrayList<>();
    List<Booking> bookings = new ArrayList<>();
    for (Ordered line : lines) {
      Delivered part = skuToDelivered.getOrDefault(line.sku(), new Delivered(line.sku(), 0, 0));
      after.add(
          new Ordered(
              line.sku(),
              line.quantity(),
              line.received() + part.quantity(),
              line.damaged() + part.damaged()));
      addBookings(line, part, close, bookings);
    }
    return new Step<>(next(close ? Status.RECEIVED : status(after), after, now), bookings);
  }

  /** A delivery of nothing leaves the order as open as it was. */
  private static Status status(List<Ordered> lines) {
    if (lines.stream().allMatch(line -> line.open() == 0)) {
      return Status.RECEIVED;
    }
    boolean some = lines.stream().anyMatch(line -> line.received() > 0);
    return some ? Status.PARTIALLY_RECEIVED : Status.OPEN;
  }

  private void addBookings(Ordered line, Delivered part, boolean close, List<Booking> bookings) {
    long expected = Math.min(part.quantity(), line.open());
    Deltas arrived = new Deltas(part.quantity(), 0, 0, part.damaged(), -expected);
    bookings.add(book(location, line.sku(), MovementKind.RECEIVED, arrived));
    long missing = line.open() - expected;
    if (close && missing > 0) {
      bookings.add(book(location, line.sku(), MovementKind.ORDERED, Deltas.incoming(-missing)));
    }
  }

  private Map<String, Delivered> bySku(List<Delivered> delivered) {
    Map<String, Delivered> map = new HashMap<>();
    for (int i = 0; i < delivered.size(); i++) {
      Delivered part = delivered.get(i);
      if (lines.stream().noneMatch(line -> line.sku().equals(part.sku()))) {
        throw Problem.invalid("/lines/" + i + "/sku", "unknown", part.sku() + " was not ordered");
      }
      map.merge(
          part.sku(),
          part,
          (one, more) ->
              new Delivered(
                  one.sku(), one.quantity() + more.quantity(), one.damaged() + more.damaged()));
    }
    return map;
  }

  private static Booking book(String location, String sku, MovementKind kind, Deltas deltas) {
    return new Booking(new Place(sku, location), kind, deltas, "/lines");
  }

  private PurchaseOrder next(Status later, List<Ordered> changed, Instant now) {
    return new PurchaseOrder(
        id, supplier, location, later, changed, expectedAt, note, version + 1, createdAt, now);
  }

  public String reference() {
    return "purchase-order/" + id;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("supplier", supplier)
        .put("location", location)
        .put("status", Fields.wire(status))
        .put("lines", linesToJson())
        .put("discrepancies", discrepancies())
        .put("expectedAt", expectedAt == null ? null : expectedAt.toString())
        .put("note", note)
        .put("version", version)
        .put("createdAt", createdAt.toString())
        .put("updatedAt", updatedAt.toString());
  }

  /** Too much at any time, damaged at any time, too little once the order is closed. */
  private JsonArray discrepancies() {
    JsonArray found = new JsonArray();
    for (Ordered line : lines) {
      boolean differs =
          status == Status.RECEIVED
              ? line.received() != line.quantity()
              : line.received() > line.quantity();
      if (differs || line.damaged() > 0) {
        found.add(
            new JsonObject()
                .put("sku", line.sku())
                .put("ordered", line.quantity())
                .put("received", line.received())
                .put("damaged", line.damaged()));
      }
    }
    return found;
  }

  public JsonArray linesToJson() {
    JsonArray json = new JsonArray();
    for (Ordered line : lines) {
      json.add(
          new JsonObject()
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("received", line.received())
              .put("damaged", line.damaged()));
    }
    return json;
  }
}
