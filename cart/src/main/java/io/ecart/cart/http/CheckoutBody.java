package io.ecart.cart.http;

import io.ecart.cart.CheckoutForm;
import io.ecart.cart.Money;
import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code {email, phone?, shippingAddress, expectedTotal?}}. */
final class CheckoutBody {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{3,32}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final String WANTED_COUNTRY = "an ISO 3166-1 alpha-2 code such as DE";
  private static final int MAX_TEXT = 200;

  private CheckoutBody() {}

  /**
   * @throws io.ecart.runtime.problem.Problem naming every wrong field
   */
  static CheckoutForm read(Fields body) {
    JsonObject contact =
        new JsonObject().put("email", body.matching("email", EMAIL, "an e-mail address"));
    if (body.has("phone")) {
      contact.put("phone", body.matching("phone", PHONE, "a phone number"));
    }
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
        .put("country", country(address));
  }

  private static String country(Fields address) {
    String code = address.matching("country", COUNTRY, WANTED_COUNTRY);
    if (COUNTRY.matcher(code).matches() && !COUNTRIES.contains(code)) {
      address.error("country", "format", "must be " + WANTED_COUNTRY);
    }
    return code;
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
