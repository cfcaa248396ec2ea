package io.ecart.cart;

import static io.ecart.cart.Shop.form;
import static io.ecart.cart.Shop.items;
import static io.ecart.cart.Shop.subtotal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkouts at prices that are remembered, while the order service knows newer ones. */
class CheckoutPricesIT {
  private Shop shop;
  private HttpProbe guest;
  private String cart;

  @BeforeEach
  void open() {
    shop = Shop.open("CART_PRICE_CACHE", "1h");
    guest = shop.probe;
    shop.products.put("mug", 1999);
    cart = shop.guestCartOf(1, "mug");
    shop.orders.actualTotal(2500);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whoNamedNoTotalOrdersAtThePricesOfThisMoment() {
    shop.products.put("mug", 2500);
    JsonObject order = guest.post(cart + "/checkout", form()).expect(201).json();
    assertEquals(2500, order.getJsonObject("total").getInteger("amount"));
    assertEquals(1, shop.orders.orders().size());
    assertEquals(2, new HashSet<>(shop.orders.keys()).size());
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void theSecondTryIsAtTheSameCartThatIfMatchNames() {
    shop.products.put("mug", 2500);
    String seen = guest.get(cart).header("ETag");
    guest.with("If-Match", seen).post(cart + "/checkout", form()).expect(201);
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void pricesThatDifferAgainAreToldWithoutAFieldThatTheClientDidNotSend() {
    JsonObject problem = guest.post(cart + "/checkout", form()).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertNull(problem.getJsonArray("errors"));
    assertFalse(problem.encode().contains("expectedTotal"), problem.encode());
    assertEquals(2, new HashSet<>(shop.orders.keys()).size());
    assertEquals(1, items(guest.get(cart)).size());

    shop.products.put("mug", 2500);
    guest.post(cart + "/checkout", form()).expect(201);
  }

  @Test
  void whoNamedATotalIsRefusedAndThenShownTheNewOne() {
    JsonObject shown = new JsonObject().put("amount", 1999).put("currency", "EUR");
    shop.products.put("mug", 2500);
    JsonObject problem =
        guest.post(cart + "/checkout", form().put("expectedTotal", shown)).expect(409).json();
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/expectedTotal", error.getString("pointer"));
    assertEquals(1, shop.orders.keys().size());
    assertEquals(2500, subtotal(guest.get(cart)));
    shown.put("amount", 2500);
    guest.post(cart + "/checkout", form().put("expectedTotal", shown)).expect(201);
  }

  @Test
  void whatWasRefusedForWantOfStockIsShownAsItIsNow() {
    shop.orders.refuse(
        new JsonObject()
            .put("status", 409)
            .put("code", "insufficient_stock")
            .put("errors", new JsonArray()));
    shop.products.put("mug", 1999, "out_of_stock", 0);
    guest.post(cart + "/checkout", form()).expect(409);
    JsonArray warnings = items(guest.get(cart)).getJsonObject(0).getJsonArray("warnings");
    assertEquals("[\"out_of_stock\"]", warnings.encode());
  }
}
