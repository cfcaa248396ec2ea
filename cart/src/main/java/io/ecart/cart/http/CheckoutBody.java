package io.ecart.cart.http;

import io.ecart.cart.CheckoutForm;
import io.ecart.cart.Money;
import io.ecart.runtime.http.ContactFields;
import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads {@code {email, phone?, shippingAddress, expectedTotal?}}. */
final class CheckoutBody {
  private static final int MAX_TEXT = 200;

  private CheckoutBody() {}

  /**
   * @throws io.ecart.runtime.problem.Problem naming every wrong field
   */
  static CheckoutForm read(Fields body) {
    JsonObject contact = new JsonObject().put("email", ContactFields.email(body));
    putIfGiven(contact, "phone", ContactFields.phone(body));
    JsonObject address = address(body.object("shippingAddress"));
    Money expected = money(body.optionalMoney("expectedTotal", 0));
    body.check();
    return new CheckoutForm(contact, address, expected);
  }

  private static JsonObject address(Fields address) {
    JsonObject json =
        new JsonObject()
            .put("name", address.text("name", 1, MAX_TEXT))
            .put("line1", address.text("line1", 1, MAX_TEXT));
    putIfGiven(json, "line2", address.optionalText("line2", MAX_TEXT));
    json.put("city", address.text("city", 1, MAX_TEXT));
    putIfGiven(json, "region", address.optionalText("region", MAX_TEXT));
    return json.put("postalCode", address.text("postalCode", 1, 32))
        .put("country", ContactFields.country(address));
  }

  private static void putIfGiven(JsonObject json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static @Nullable Money money(@Nullable JsonObject json) {
    return json == null ? null : new Money(json.getLong("amount"), json.getString("currency"));
  }
}
