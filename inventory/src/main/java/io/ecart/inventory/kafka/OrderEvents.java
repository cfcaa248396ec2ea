package io.ecart.inventory.kafka;

import io.ecart.inventory.Cause;
import io.ecart.inventory.Line;
import io.ecart.inventory.OrderChange.Deallocated;
import io.ecart.inventory.OrderChange.Part;
import io.ecart.inventory.OrderChange.Placed;
import io.ecart.inventory.OrderChange.Returned;
import io.ecart.inventory.OrderChange.Shipped;
import io.ecart.inventory.Reservation;
import io.ecart.inventory.StockChange;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.observe.Trace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code order.events} and says what they mean for stock; most types mean nothing. */
public final class OrderEvents {
  public static final String TOPIC = "order.events";

  private OrderEvents() {}

  /** The changes that events ask for, in their order. */
  public static List<StockChange<?>> changes(List<Event> events) {
    List<StockChange<?>> changes = new ArrayList<>(events.size());
    events.forEach(event -> addChanges(event, changes));
    return changes;
  }

  private static void addChanges(Event event, List<StockChange<?>> changes) {
    JsonObject data = event.data();
    Cause cause = cause(event);
    switch (event.name()) {
      case "order.placed" -> changes.add(placed(data, data.getJsonObject("order"), cause));
      case "order.revised" -> addRevision(data, cause, changes);
      case "order.cancelled", "order.expired" -> addReleased(data, cause, changes);
      case "order.shipped" -> changes.add(new Shipped(shipped(data), cause));
      case "order.returned" -> changes.add(returned(data, cause));
      default -> {
        // Paid, delivered, completed: goods stay where they are.
      }
    }
  }

  private static Placed placed(JsonObject hold, @Nullable JsonObject order, Cause cause) {
    UUID id = UUID.fromString(hold.getString("reservationId"));
    return new Placed(id, lines(order), allocated(order), cause);
  }

  private static List<Part> allocated(@Nullable JsonObject order) {
    return objects(order, "lines")
        .flatMap(
            line -> objects(line, "allocatedFrom").map(from -> part(line.getString("sku"), from)))
        .toList();
  }

  private static Part part(String sku, JsonObject from) {
    return new Part(sku, from.getString("location"), from.getLong("quantity"));
  }

  private static void addRevision(JsonObject data, Cause cause, List<StockChange<?>> changes) {
    JsonObject added = data.getJsonObject("added");
    if (added != null) {
      changes.add(placed(added, added, cause));
    }
    addReleased(data, cause, changes);
  }

  private static void addReleased(JsonObject data, Cause cause, List<StockChange<?>> changes) {
    List<Part> parts = objects(data, "released").map(OrderEvents::part).toList();
    if (!parts.isEmpty()) {
      changes.add(new Deallocated(parts, cause));
    }
  }

  private static List<Part> shipped(JsonObject data) {
    return objects(data.getJsonObject("shipment"), "lines")
        .flatMap(line -> objects(line, "from").map(from -> part(line.getString("sku"), from)))
        .toList();
  }

  private static Returned returned(JsonObject data, Cause cause) {
    List<Part> sellable = new ArrayList<>();
    List<Part> damaged = new ArrayList<>();
    objects(data.getJsonObject("return"), "lines")
        .forEach(
            line -> {
              boolean isDamaged = "damaged".equals(line.getString("condition"));
              (isDamaged ? damaged : sellable).add(part(line));
            });
    return new Returned(sellable, damaged, cause);
  }

  private static Part part(JsonObject json) {
    return new Part(
        json.getString("sku"), json.getString("location", "main"), json.getLong("quantity"));
  }

  private static List<Line> lines(@Nullable JsonObject owner) {
    List<Line> lines = new ArrayList<>();
    objects(owner, "lines")
        .forEach(
            line ->
                lines.add(new Line(line.getString("sku"), line.getLong("quantity"), lines.size())));
    return Line.summed(lines);
  }

  private static Stream<JsonObject> objects(@Nullable JsonObject owner, String name) {
    JsonArray array = owner == null ? null : owner.getJsonArray(name);
    return array == null ? Stream.of() : array.stream().map(JsonObject.class::cast);
  }

  private static Cause cause(Event event) {
    return new Cause(
        Reservation.ORDER + event.subject(),
        event.name(),
        event.data().getString("actor", "service:order"),
        null,
        traceId(event.traceparent()));
  }

  private static @Nullable UUID traceId(@Nullable String traceparent) {
    Trace trace = Trace.parse(traceparent);
    return trace == null ? null : Cause.traceId(trace);
  }
}
