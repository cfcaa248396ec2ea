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
 * Goods that move from one location to another: while they are on their way they are incoming there
 * and on hand nowhere.
 */
public record Transfer(
    UUID id,
    String from,
    String to,
    Status status,
    List<TransferLine> lines,
    @Nullable String note,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Where a transfer stands. */
  public enum Status {
    CREATED,
    SHIPPED,
    RECEIVED
  }

  /**
   * Units of one sku.
   *
   * @param received units that arrived; null before that
   */
  public record TransferLine(String sku, long quantity, @Nullable Long received) {}

  /** A new transfer, which moves nothing yet. */
  public static Step<Transfer> create(
      String from, String to, List<Line> lines, @Nullable String note, Instant now) {
    List<TransferLine> all =
        Line.summed(lines).stream()
            .map(line -> new TransferLine(line.sku(), line.quantity(), null))
            .toList();
    return new Step<>(
        new Transfer(Ids.next(), from, to, Status.CREATED, all, note, 1, now, now), List.of());
  }

  /** The goods leave. */
  public Step<Transfer> ship(Instant now) {
    require(Status.CREATED);
    List<Booking> bookings = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      TransferLine line = lines.get(i);
      bookings.add(book(from, line.sku(), Deltas.onHand(-line.quantity()), i));
      bookings.add(book(to, line.sku(), Deltas.incoming(line.quantity()), i));
    }
    return new Step<>(next(Status.SHIPPED, lines, now), bookings);
  }

  /**
   * The goods arrive; what is missing was lost on the way, what is too much was found there.
   *
   * @param counted what was counted; empty means all of it
   */
  public Step<Transfer> receive(List<Line> counted, Instant now) {
    require(Status.SHIPPED);
    Map<String, Long> skuToCount = countsOf(counted);
    List<Booking> bookings = new ArrayList<>();
    List<TransferLine> arrived = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      TransferLine line = lines.get(i);
      long units = skuToCount.getOrDefault(line.sku(), counted.isEmpty() ? line.quantity() : 0);
      arrived.add(new TransferLine(line.sku(), line.quantity(), units));
      bookings.add(book(to, line.sku(), new Deltas(units, 0, 0, 0, -line.quantity()), i));
    }
    return new Step<>(next(Status.RECEIVED, arrived, now), bookings);
  }

  private Map<String, Long> countsOf(List<Line> counted) {
    Map<String, Long> counts = new HashMap<>();
    for (Line line : Line.summed(counted)) {
      if (lines.stream().noneMatch(mine -> mine.sku().equals(line.sku()))) {
        throw Problem.invalid(
            "/lines/" + line.index() + "/sku", "unknown", line.sku() + " is not in the transfer");
      }
      counts.put(line.sku(), line.quantity());
    }
    return counts;
  }

  private static Booking book(String location, String sku, Deltas deltas, int line) {
    String pointer = "/lines/" + line;
    return new Booking(new Place(sku, location), MovementKind.TRANSFERRED, deltas, pointer);
  }

  private void require(Status wanted) {
    if (status != wanted) {
      throw Problem.illegalState("Transfer " + id + " is " + Fields.wire(status));
    }
  }

  private Transfer next(Status later, List<TransferLine> changed, Instant now) {
    return new Transfer(id, from, to, later, changed, note, version + 1, createdAt, now);
  }

  public String reference() {
    return "transfer/" + id;
  }

  public JsonObject toJson() {
    JsonArray discrepancies = new JsonArray();
    for (TransferLine line : lines) {
      Long received = line.received();
      if (received != null && received != line.quantity()) {
        discrepancies.add(
            new JsonObject()
                .put("sku", line.sku())
                .put("expected", line.quantity())
                .put("received", received));
      }
    }
    return new JsonObject()
        .put("id", id.toString())
        .put("from", from)
        .put("to", to)
        .put("status", Fields.wire(status))
        .put("lines", linesToJson())
        .put("discrepancies", discrepancies)
        .put("note", note)
        .put("version", version)
        .put("createdAt", createdAt.toString())
        .put("updatedAt", updatedAt.toString());
  }

  public JsonArray linesToJson() {
    JsonArray json = new JsonArray();
    for (TransferLine line : lines) {
      json.add(
          new JsonObject()
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("received", line.received()));
    }
    return json;
  }
}
