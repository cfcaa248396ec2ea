package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The JSON of the requests for orders. */
final class OrderBodies {
  static final String CURRENCY = "GBP";

  private OrderBodies() {}

  static JsonObject order(Sale sale) {
    Document document = sale.document();
    JsonArray lines = new JsonArray();
    for (SaleLine line : sale.lines()) {
      lines.add(
          new JsonObject()
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("unitPrice", money(line.priceMinor())));
    }
    return new JsonObject()
        .put("lines", lines)
        .put("contact", new JsonObject().put("email", email(document)))
        .put("shippingAddress", address(document))
        .put("metadata", metadata(document));
  }

  private static JsonObject money(long minor) {
    return new JsonObject().put("amount", minor).put("currency", CURRENCY);
  }

  private static String email(Document document) {
    return document.isGuest()
        ? "guest@example.com"
        : "customer" + document.customer().replaceAll("[^A-Za-z0-9]", "") + "@example.com";
  }

  /** The data set has no addresses, only countries. */
  private static JsonObject address(Document document) {
    String country = document.country().isEmpty() ? "Unspecified" : document.country();
    return new JsonObject()
        .put("name", document.isGuest() ? "Guest" : "Customer " + document.customer())
        .put("line1", "not in the data set")
        .put("city", country)
        .put("postalCode", "00000")
        .put("country", Countries.code(country).orElse(Countries.HOME));
  }

  private static JsonObject metadata(Document document) {
    JsonObject metadata = occurred(document, document.at()).put("country", document.country());
    return document.isGuest() ? metadata : metadata.put("customer", document.customer());
  }

  /** Which invoice it was, and when, for those who book by business time. */
  static JsonObject occurred(Document document, Instant at) {
    return new JsonObject().put("invoice", document.number()).put("occurredAt", at.toString());
  }

  static JsonObject line(SaleLine line, int units) {
    return new JsonObject().put("lineId", line.lineId()).put("quantity", units);
  }
}
