package io.ecart.cart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.cart.CheckoutForm;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckoutBodyTest {

  @Test
  void countryIsOneOfTheWorld() {
    for (String country : List.of("DE", "GB", "US", "HK")) {
      assertEquals(country, read(country).shippingAddress().getString("country"));
    }
    for (String country : List.of("XX", "ZZ", "UK", "de", "DEU", "")) {
      Problem problem = assertThrows(Problem.class, () -> read(country), country);
      FieldError error = problem.errors().get(0);
      assertEquals(1, problem.errors().size(), country);
      assertEquals("/shippingAddress/country", error.pointer());
      assertEquals("format", error.code());
    }
  }

  private static CheckoutForm read(String country) {
    JsonObject address =
        new JsonObject()
            .put("name", "Ann")
            .put("line1", "Street 1")
            .put("city", "Berlin")
            .put("postalCode", "10115")
            .put("country", country);
    JsonObject body =
        new JsonObject().put("email", "ann@example.org").put("shippingAddress", address);
    return CheckoutBody.read(new Fields(body, ""));
  }
}
