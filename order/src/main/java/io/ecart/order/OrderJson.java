package io.ecart.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of orders, written straight from the record: it is the most frequent work of this
 * service, and its text goes into the answer and the event alike.
 */
public final class OrderJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_LENGTH = 1_024;

  private OrderJson() {}

  /** Writes something; see {@link #write(Writing)}. */
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** The order as clients and events see it. */
  public static String write(Order order) {
    return write(json -> write(json, order));
  }

  /** The order as its guest sees it once: with the key that reads it. */
  static String withAccessKey(String order, @Nullable String accessKey) {
    return accessKey == null
        ? order
        : order.substring(0, order.length() - 1) + ",\"accessKey\":\"" + accessKey + "\"}";
  }

  static String write(Writing writing) {
    StringWriter text = new StringWriter(USUAL_LENGTH);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Order order) throws IOException {
    Origin origin = order.origin();
    json.writeStartObject();
    json.writeStringField("id", order.id().toString());
    json.writeStringField("number", origin.label());
    json.writeStringField("customerId", origin.owner().customerId());
    write(json, order.state());
    json.writeArrayFieldStart("lines");
    for (OrderLine line : order.lines()) {
      write(json, line, origin.currency());
    }
    json.writeEndArray();
    money(json, "total", order.total().amount(), origin.currency());
    json.writeFieldName("contact");
    write(json, order.recipient().contact());
    json.writeFieldName("shippingAddress");
    write(json, order.recipient().address());
    json.writeFieldName("metadata");
    write(json, origin.metadata());
    json.writeNumberField("version", order.version());
    json.writeStringField("placedAt", origin.placedAt().toString());
    json.writeStringField("updatedAt", order.stamp().updatedAt().toString());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, OrderState state) throws IOException {
    json.writeStringField("status", Fields.wire(state.status()));
    json.writeStringField("paymentStatus", Fields.wire(state.payment()));
    json.writeStringField("fulfillmentStatus", Fields.wire(state.fulfillment()));
  }

  private static void write(JsonGenerator json, OrderLine line, String currency)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("lineId", line.id().toString());
    json.writeStringField("sku", line.sku());
    json.writeStringField("name", line.item().name());
    json.writeNumberField("quantity", line.quantity());
    money(json, "unitPrice", line.item().unitPriceMinor(), currency);
    money(json, "lineTotal", line.totalMinor(), currency);
    json.writeArrayFieldStart("allocatedFrom");
    for (Allocation each : line.allocatedFrom()) {
      json.writeStartObject();
      json.writeStringField("location", each.location());
      json.writeNumberField("quantity", each.quantity());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("shipped", line.shipped());
    json.writeNumberField("returned", line.returned());
    json.writeEndObject();
  }

  private static void money(JsonGenerator json, String name, long amount, String currency)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("amount", amount);
    json.writeStringField("currency", currency);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Contact contact) throws IOException {
    json.writeStartObject();
    json.writeStringField("email", contact.email());
    optional(json, "phone", contact.phone());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Address address) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", address.name());
    json.writeStringField("line1", address.line1());
    optional(json, "line2", address.line2());
    json.writeStringField("city", address.city());
    optional(json, "region", address.region());
    json.writeStringField("postalCode", address.postalCode());
    json.writeStringField("country", address.country());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, JsonObject texts) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Object> each : texts) {
      json.writeStringField(each.getKey(), String.valueOf(each.getValue()));
    }
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  public static String write(Contact contact) {
    return write(json -> write(json, contact));
  }

  public static String write(Address address) {
    return write(json -> write(json, address));
  }
}
