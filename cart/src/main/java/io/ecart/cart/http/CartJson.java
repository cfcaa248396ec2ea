package io.ecart.cart.http;

import io.ecart.cart.Cart;
import io.ecart.cart.Money;
import io.ecart.cart.PricedCart;
import io.ecart.cart.PricedItem;
import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The shape of a cart on the wire. */
final class CartJson {
  private CartJson() {}

  static JsonObject of(PricedCart priced) {
    Cart cart = priced.cart();
    JsonObject json = new JsonObject().put("id", cart.id());
    if (!cart.owner().isEmpty()) {
      json.put("customerId", cart.owner());
    }
    JsonArray items = new JsonArray();
    priced.items().forEach(item -> items.add(item(item)));
    return json.put("items", items)
        .put("subtotal", money(priced.subtotal()))
        .put("version", cart.version())
        .put("expiresAt", cart.expiresAt().toString());
  }

  private static JsonObject item(PricedItem item) {
    JsonArray warnings = new JsonArray();
    item.warnings().forEach(warning -> warnings.add(Fields.wire(warning)));
    return new JsonObject()
        .put("sku", item.sku())
        .put("name", item.name())
        .put("quantity", item.quantity())
        .put("unitPrice", money(item.unitPrice()))
        .put("lineTotal", money(item.lineTotal()))
        .put("warnings", warnings);
  }

  private static JsonObject money(Money money) {
    return new JsonObject().put("amount", money.amount()).put("currency", money.currency());
  }
}
