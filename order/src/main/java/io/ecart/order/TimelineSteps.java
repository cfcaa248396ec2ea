package io.ecart.order;

import io.ecart.runtime.observe.Trace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shape for what several sources tell: {@code {at, kind, type, actor, cause, traceId, detail}}.
 */
final class TimelineSteps {
  private static final String PREFIX = "io.ecart.";
  private static final String VERSION = ".v1";
  private static final List<String> PAPERS =
      List.of("shipment", "return", "payment", "added", "released", "metadata");
  private static final List<String> STATES =
      List.of("status", "paymentStatus", "fulfillmentStatus", "version");

  private TimelineSteps() {}

  /** A step of the order itself, from its CloudEvent. */
  static JsonObject ofEvent(JsonObject event) {
    JsonObject data = event.getJsonObject("data", new JsonObject());
    String type = event.getString("type", "").replace(PREFIX, "").replace(VERSION, "");
    JsonObject detail = new JsonObject();
    copy(STATES, data.getJsonObject("order", new JsonObject()), detail);
    copy(PAPERS, data, detail);
    return step(event.getString("time"), "state", type)
        .put("actor", data.getString("actor"))
        .put("cause", cause(type, data))
        .put("traceId", traceId(event.getString("traceparent")))
        .put("detail", detail);
  }

  private static String cause(String type, JsonObject data) {
    return switch (type) {
      case "order.paid" -> "payment " + data.getJsonObject("payment").getString("reference");
      case "order.shipped", "order.delivered" ->
          "shipment " + data.getJsonObject("shipment").getString("id");
      case "order.returned" -> "return " + data.getJsonObject("return").getString("id");
      case "order.completed" -> "the last shipment was delivered";
      case "order.revised" -> "a change of the order";
      default -> data.getString("reason", "a request");
    };
  }

  /** The announcement of a return, without what has become of it since. */
  static JsonObject ofReturn(OrderReturn announced) {
    return step(announced.requestedAt().toString(), "state", "order.return-requested")
        .put("actor", announced.cause().actor())
        .put("cause", announced.reason())
        .put("traceId", traceId(announced.cause().traceparent()))
        .put("detail", new JsonObject().put("return", announcement(announced)));
  }

  private static JsonObject announcement(OrderReturn announced) {
    JsonArray lines = new JsonArray();
    for (OrderReturn.Line line : announced.lines()) {
      lines.add(OrderReplies.line(line.lineId(), line.sku(), line.quantity()));
    }
    return new JsonObject()
        .put("id", announced.id().toString())
        .put("lines", lines)
        .put("reason", announced.reason());
  }

  /** A movement of stock, from inventory's ledger. */
  static JsonObject ofMovement(JsonObject movement) {
    JsonObject detail = movement.copy();
    List.of("at", "kind", "actor", "reason", "traceId", "reference").forEach(detail::remove);
    String reason = movement.getString("reason");
    return step(movement.getString("at"), "stock", "stock." + movement.getString("kind"))
        .put("actor", movement.getString("actor"))
        .put("cause", reason == null || reason.isEmpty() ? "a hold for the order" : reason)
        .put("traceId", movement.getString("traceId"))
        .put("detail", detail);
  }

  /** A message to the buyer, from notification. */
  static JsonObject ofMessage(JsonObject message) {
    JsonObject detail = new JsonObject();
    copy(List.of("id", "channel", "recipient", "status", "attempts", "error"), message, detail);
    String at = message.getString("sentAt", message.getString("createdAt"));
    return step(at, "notification", "notification." + message.getString("status"))
        .put("actor", "service:notification")
        .put("cause", message.getString("event"))
        .put("traceId", message.getString("traceId"))
        .put("detail", detail);
  }

  /** Told to the shop's own systems rather than to the buyer. */
  static boolean isOfTheHouse(JsonObject step) {
    return "webhook".equals(step.getJsonObject("detail").getString("channel"));
  }

  /** As the buyer sees it: neither who exactly acted in the house nor what its servers said. */
  static JsonObject fromOutside(JsonObject step) {
    JsonObject detail = step.getJsonObject("detail");
    if (!"suppressed".equals(detail.getString("status"))) {
      detail.remove("error");
    }
    return step.put("actor", step.getString("actor", "").split(":", 2)[0]);
  }

  private static JsonObject step(@Nullable String at, String kind, String type) {
    return new JsonObject().put("at", at).put("kind", kind).put("type", type);
  }

  private static void copy(List<String> names, JsonObject from, JsonObject to) {
    for (String name : names) {
      if (from.getValue(name) != null) {
        to.put(name, from.getValue(name));
      }
    }
  }

  private static @Nullable String traceId(@Nullable String traceparent) {
    Trace trace = Trace.parse(traceparent);
    return trace == null ? null : trace.traceId();
  }

  /** Steps of which the time cannot be read come first. */
  static Instant timeOf(JsonObject step) {
    try {
      return OffsetDateTime.parse(step.getString("at", "")).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
