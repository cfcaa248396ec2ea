package io.ecart.analytics;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** An order as the order service tells of it, and the events it lives through. */
public final class TestOrder {
  private final String id = UUID.randomUUID().toString();
  private final Instant placedAt;
  private final String currency;
  private final JsonObject metadata = new JsonObject();
  private JsonArray lines = new JsonArray();
  private String status = "confirmed";
  private long version = 1;

  private TestOrder(Instant placedAt, String currency) {
    this.placedAt = placedAt;
    this.currency = currency;
  }

  public static TestOrder at(String placedAt) {
    return at(placedAt, "GBP");
  }

  public static TestOrder at(String placedAt, String currency) {
    return new TestOrder(Instant.parse(placedAt), currency);
  }

  /** Adds a line. */
  public TestOrder line(String sku, long quantity, long unitPrice) {
    lines.add(
        new JsonObject()
            .put("lineId", "line-" + lines.size())
            .put("sku", sku)
            .put("name", "Name of " + sku)
            .put("quantity", quantity)
            .put("unitPrice", money(unitPrice))
            .put("lineTotal", money(quantity * unitPrice))
            .put("allocatedFrom", new JsonArray())
            .put("shipped", 0)
            .put("returned", 0));
    return this;
  }

  /** Says when it really happened. */
  public TestOrder occurredAt(String time) {
    metadata.put("occurredAt", time);
    return this;
  }

  public String id() {
    return id;
  }

  public Event placed() {
    return event("order.placed", new JsonObject().put("reservationId", "r"));
  }

  /** The lines that follow replace those there are. */
  public TestOrder revise() {
    lines = new JsonArray();
    version++;
    return this;
  }

  public Event revised() {
    return event("order.revised", new JsonObject());
  }

  public Event cancelled() {
    version++;
    status = "cancelled";
    return event("order.cancelled", new JsonObject().put("reason", "changed my mind"));
  }

  public Event expired() {
    version++;
    status = "expired";
    return event("order.expired", new JsonObject());
  }

  public Event completed() {
    version++;
    status = "completed";
    return event("order.completed", new JsonObject());
  }

  /** All lines leave one location. */
  public Event shipped(String occurredAt, String location) {
    version++;
    JsonArray shipped = new JsonArray();
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      JsonObject from =
          new JsonObject().put("location", location).put("quantity", line.getLong("quantity"));
      shipped.add(
          new JsonObject()
              .put("lineId", line.getString("lineId"))
              .put("sku", line.getString("sku"))
              .put("quantity", line.getLong("quantity"))
              .put("from", new JsonArray().add(from)));
    }
    return event(
        "order.shipped",
        happenedAt(occurredAt)
            .put("shipment", new JsonObject().put("id", "s").put("lines", shipped)));
  }

  /** Some of one line comes back. */
  public Event returned(String occurredAt, int line, long quantity) {
    version++;
    JsonObject back =
        new JsonObject()
            .put("lineId", "line-" + line)
            .put("sku", lines.getJsonObject(line).getString("sku"))
            .put("quantity", quantity)
            .put("condition", "sellable")
            .put("location", "main");
    return event(
        "order.returned",
        happenedAt(occurredAt)
            .put(
                "return", new JsonObject().put("id", "r").put("lines", new JsonArray().add(back))));
  }

  private static JsonObject happenedAt(String time) {
    return new JsonObject().put("metadata", new JsonObject().put("occurredAt", time));
  }

  private Event event(String name, JsonObject data) {
    return Event.of(
        "order", name, id, Instant.now(), data.put("order", json()).put("actor", "test"));
  }

  private JsonObject json() {
    long total = 0;
    for (int i = 0; i < lines.size(); i++) {
      total += lines.getJsonObject(i).getJsonObject("lineTotal").getLong("amount");
    }
    return new JsonObject()
        .put("id", id)
        .put("number", "1")
        .put("customerId", null)
        .put("status", status)
        .put("lines", lines.copy())
        .put("total", money(total))
        .put("metadata", metadata.copy())
        .put("version", version)
        .put("placedAt", placedAt.toString())
        .put("updatedAt", Instant.now().toString());
  }

  private JsonObject money(long amount) {
    return new JsonObject().put("amount", amount).put("currency", currency);
  }
}
