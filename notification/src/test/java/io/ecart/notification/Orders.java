package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Orders as the order service tells of them. */
final class Orders {
  private Orders() {}

  static String id() {
    return UUID.randomUUID().toString();
  }

  static String email() {
    return "alice-" + UUID.randomUUID() + "@example.org";
  }

  /** The data of an event about an order of one mug and two plates. */
  static JsonObject data(String id, String email) {
    JsonObject order =
        new JsonObject()
            .put("id", id)
            .put("number", "1001")
            .put("customerId", null)
            .put("status", "confirmed")
            .put(
                "lines",
                new JsonArray()
                    .add(line("1", "MUG", "Mug <red> & blue", 1, 1999))
                    .add(line("2", "PLATE", "Plate", 2, 2400)))
            .put("total", money(4399))
            .put("contact", new JsonObject().put("email", email))
            .put(
                "shippingAddress",
                new JsonObject()
                    .put("name", "Alice Example")
                    .put("line1", "Long Street 1")
                    .put("city", "Berlin")
                    .put("postalCode", "10115")
                    .put("country", "DE"))
            .put("version", 1);
    return new JsonObject().put("order", order).put("actor", "guest");
  }

  static JsonObject withPhone(JsonObject data, String phone) {
    data.getJsonObject("order").getJsonObject("contact").put("phone", phone);
    return data;
  }

  static JsonObject ofCustomer(JsonObject data, String customerId) {
    data.getJsonObject("order").put("customerId", customerId);
    return data;
  }

  private static JsonObject line(String id, String sku, String name, int quantity, long total) {
    return new JsonObject()
        .put("lineId", id)
        .put("sku", sku)
        .put("name", name)
        .put("quantity", quantity)
        .put("unitPrice", money(total / quantity))
        .put("lineTotal", money(total))
        .put("allocatedFrom", new JsonArray());
  }

  private static JsonObject money(long amount) {
    return new JsonObject().put("amount", amount).put("currency", "EUR");
  }
}
