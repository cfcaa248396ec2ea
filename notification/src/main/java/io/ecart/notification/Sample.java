package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An event that has everything, to try templates on. */
final class Sample {
  static final JsonObject DATA = data();

  private Sample() {}

  private static JsonObject data() {
    JsonObject price = new JsonObject().put("amount", 1999).put("currency", "EUR");
    JsonObject line =
        new JsonObject()
            .put("lineId", "1")
            .put("sku", "MUG-RED")
            .put("name", "Red mug")
            .put("quantity", 1)
            .put("lineTotal", price);
    JsonObject address =
        new JsonObject()
            .put("name", "Alice Example")
            .put("line1", "Long Street 1")
            .put("line2", "Flat 2")
            .put("city", "Berlin")
            .put("region", "BE")
            .put("postalCode", "10115")
            .put("country", "DE");
    JsonObject order =
        new JsonObject()
            .put("id", "0190a1b2-0000-7000-8000-000000000001")
            .put("number", "1001")
            .put("status", "confirmed")
            .put("lines", new JsonArray().add(line))
            .put("lineCount", 101)
            .put("total", price)
            .put("shippingAddress", address);
    JsonArray part = new JsonArray().add(new JsonObject().put("lineId", "1").put("quantity", 1));
    return new JsonObject()
        .put("order", order)
        .put("reason", "changed my mind")
        .put(
            "shipment",
            new JsonObject().put("carrier", "Post").put("tracking", "T1").put("lines", part))
        .put(
            "payment",
            new JsonObject().put("reference", "P1").put("amount", price).put("status", "captured"))
        .put("return", new JsonObject().put("lines", part))
        .put("sku", "MUG-RED")
        .put("available", 2)
        .put("onHand", 3)
        .put("incoming", 10);
  }
}
