package io.ecart.order;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to an order, to be told on {@code order.events}.
 *
 * @param key the order's id
 * @param payload the CloudEvent as JSON
 */
public record OrderEvent(String key, String payload) {

  /**
   * Who did something, and in the course of what.
   *
   * @param actor such as {@code staff:018f…}
   * @param traceparent the trace of the request
   */
  public record Cause(String actor, String traceparent) {
    static final String SYSTEM = "system";
  }

  /**
   * @param id of the event
   * @param name such as {@code order.placed}
   * @param order as it is after the step
   * @param orderJson the same as {@link OrderJson} writes it
   * @param details the members of {@code data} that this type of event has besides
   */
  static OrderEvent of(
      UUID id, String name, Order order, String orderJson, Cause cause, JsonObject details) {
    String payload =
        OrderJson.write(
            json -> {
              json.writeStartObject();
              envelope(json, id, name, order, cause);
              json.writeObjectFieldStart("data");
              json.writeFieldName("order");
              json.writeRawValue(orderJson);
              json.writeStringField("actor", cause.actor());
              for (Map.Entry<String, Object> each : details) {
                json.writeFieldName(each.getKey());
                json.writeRawValue(Json.encode(each.getValue()));
              }
              json.writeEndObject();
              json.writeEndObject();
            });
    return new OrderEvent(order.id().toString(), payload);
  }

  private static void envelope(JsonGenerator json, UUID id, String name, Order order, Cause cause)
      throws IOException {
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", id.toString());
    json.writeStringField("type", "io.ecart." + name + ".v1");
    json.writeStringField("source", "/order");
    json.writeStringField("subject", order.id().toString());
    json.writeStringField("time", order.stamp().updatedAt().toString());
    json.writeStringField("datacontenttype", "application/json");
    json.writeStringField("traceparent", cause.traceparent());
  }
}
