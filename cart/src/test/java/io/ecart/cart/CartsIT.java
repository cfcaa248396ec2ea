package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.items;
import static io.ecart.cart.Shop.quantity;
import static io.ecart.cart.Shop.subtotal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CartsIT {
  private static Shop shop;
  private static HttpProbe guest;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    guest = shop.probe;
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void stock() {
    shop.products.comeBack();
    shop.products.put("mug", 1999);
    shop.products.put("tea", 450);
  }

  @Test
  void createAnswersAnEmptyCart() {
    Answer created = guest.post(CARTS, new JsonObject()).expect(201);
    JsonObject cart = created.json();
    assertEquals(CARTS + "/" + cart.getString("id"), created.header("Location"));
    assertEquals("\"1\"", created.header("ETag"));
    assertEquals(new JsonArray(), cart.getJsonArray("items"));
    assertEquals(0, subtotal(created));
    assertNull(cart.getString("customerId"));
    assertTrue(cart.getInstant("expiresAt").isAfter(Instant.now()));
    assertEquals(
        cart.getString("id"), guest.get(created.header("Location")).json().getString("id"));
  }

  @Test
  void addSumsUpAndKeepsTheOrderOfLines() {
    String cart = shop.guestCart();
    Answer first = guest.post(cart + "/items", item("tea", 2)).expect(201);
    assertEquals("tea", item(guest.get(first.header("Location")).expect(200), 0).getString("sku"));
    guest.post(cart + "/items", item("mug", 1)).expect(201);
    Answer again = guest.post(cart + "/items", item("tea", 3)).expect(200);
    assertEquals("tea", item(again, 0).getString("sku"));
    assertEquals(5, item(again, 0).getInteger("quantity"));
    assertEquals("The tea", item(again, 0).getString("name"));
    assertEquals(5 * 450, item(again, 0).getJsonObject("lineTotal").getInteger("amount"));
    assertEquals(5 * 450 + 1999, subtotal(again));
    assertEquals("\"4\"", again.header("ETag"));
  }

  @Test
  void putSetsAndRemoves() {
    String cart = shop.guestCart();
    assertEquals(
        7, item(guest.put(cart + "/items/mug", quantity(7)).expect(200), 0).getInteger("quantity"));
    assertEquals(
        2, item(guest.put(cart + "/items/mug", quantity(2)).expect(200), 0).getInteger("quantity"));
    assertEquals(0, items(guest.put(cart + "/items/mug", quantity(0)).expect(200)).size());
    guest.put(cart + "/items/mug", quantity(0)).expect(200);
    guest.put(cart + "/items/mug", quantity(1)).expect(200);
    assertEquals(0, items(guest.delete(cart + "/items/mug").expect(200)).size());
    guest.delete(cart + "/items/mug").expect(200);
  }

  @Test
  void deletedCartIsGone() {
    String cart = shop.guestCartOf(1, "mug");
    guest.delete(cart).expect(204);
    guest.get(cart).expect(404);
    guest.delete(cart).expect(404);
    guest.post(cart + "/items", item("mug", 1)).expect(404);
  }

  @Test
  void unknownAndArchivedSkusAreRefusedWithTheirPointer() {
    String cart = shop.guestCart();
    shop.products.put("old", 100);
    shop.products.status("old", "archived");
    for (String sku : new String[] {"nothing", "old"}) {
      JsonObject problem = guest.post(cart + "/items", item(sku, 1)).expect(422).json();
      assertEquals("/sku", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
      guest.put(cart + "/items/" + sku, quantity(1)).expect(422);
    }
  }

  @Test
  void badInputIsNamed() {
    String cart = shop.guestCart();
    String at = cart + "/items";
    guest.send("POST", at, "application/json", "{\"sku\":").expect(400);
    guest.send("POST", at, "application/json", "[1]").expect(400);
    guest.send("POST", at, "text/plain", "sku").expect(415);
    guest.send("PUT", at, "", "").expect(405);
    for (String wrong :
        new String[] {
          "{}",
          "{\"sku\":\"mug\"}",
          "{\"sku\":\"mug\",\"quantity\":0}",
          "{\"sku\":\"mug\",\"quantity\":-1}",
          "{\"sku\":\"mug\",\"quantity\":100001}",
          "{\"sku\":\"mug\",\"quantity\":9223372036854775808}",
          "{\"sku\":\"mug\",\"quantity\":1.5}",
          "{\"sku\":\"mug\",\"quantity\":\"1\"}",
          "{\"sku\":\"mug mug\",\"quantity\":1}",
          "{\"sku\":17,\"quantity\":1}",
          "{\"sku\":\"mug\",\"quantity\":1,\"colour\":\"red\"}"
        }) {
      Answer answer = guest.send("POST", at, "application/json", wrong).expect(422);
      assertEquals("invalid_request", answer.json().getString("code"), wrong);
      assertTrue(answer.json().getJsonArray("errors").size() > 0, wrong);
    }
    guest.put(at + "/mug%20mug", quantity(1)).expect(422);
    guest.post(CARTS, new JsonObject().put("x", 1)).expect(422);
    guest.get(CARTS + "/not-an-id").expect(404);
    guest.get(CARTS + "/018f2f3e-0000-7000-8000-000000000000").expect(404);
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void quantityOfALineIsBounded() {
    String cart = shop.guestCart();
    guest.post(cart + "/items", item("mug", 100_000)).expect(201);
    Answer over = guest.post(cart + "/items", item("mug", 1)).expect(422);
    assertEquals(
        "/quantity", over.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(100_000, item(guest.get(cart), 0).getInteger("quantity"));
  }

  @Test
  void whatACartCostsIsBounded() {
    shop.products.put("gold", 1_000_000_000L);
    String cart = shop.guestCartOf(1, "mug");
    Answer over = guest.post(cart + "/items", item("gold", 1_000)).expect(422);
    JsonObject error = over.json().getJsonArray("errors").getJsonObject(0);
    assertEquals("/quantity", error.getString("pointer"));
    assertTrue(error.getString("detail").contains("1000000000000"), error.encode());
    assertEquals(1, items(guest.get(cart)).size());

    guest.put(cart + "/items/gold", quantity(999)).expect(200);
    guest.post(cart + "/items", item("gold", 1)).expect(422);
    guest.put(cart + "/items/gold", quantity(1_000)).expect(422);
    guest.delete(cart + "/items/mug").expect(200);
    Answer full = guest.put(cart + "/items/gold", quantity(1_000)).expect(200);
    assertEquals(CartLimits.MAX_TOTAL, subtotal(full));
  }

  @Test
  void cartWhosePricesHaveRisenIsStillReadAndEmptied() {
    String[] skus = IntStream.range(0, 95).mapToObj(i -> "risen-" + i).toArray(String[]::new);
    for (String sku : skus) {
      shop.products.put(sku, 1);
    }
    String cart = shop.guestCartOf(100_000, skus);
    for (String sku : skus) {
      shop.products.put(sku, 1_000_000_000_000L);
    }
    Answer risen = guest.get(cart).expect(200);
    assertEquals(Long.MAX_VALUE, subtotal(risen));
    JsonObject problem = guest.post(cart + "/checkout", Shop.form()).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertEquals(List.of(), shop.orders.keys());
    guest.post(cart + "/items", item(skus[0], 1)).expect(422);
    guest.put(cart + "/items/" + skus[0], quantity(99_999)).expect(200);
    guest.delete(cart + "/items/" + skus[1]).expect(200);
  }

  @Test
  void numberOfLinesIsBounded() {
    String cart = shop.guestCart();
    for (int i = 0; i < 200; i++) {
      shop.products.put("sku-" + i, i);
      guest.put(cart + "/items/sku-" + i, quantity(1)).expect(200);
    }
    Answer full = guest.post(cart + "/items", item("mug", 1)).expect(409);
    assertEquals("illegal_state", full.json().getString("code"));
    guest.post(cart + "/items", item("sku-7", 1)).expect(200);
    Answer whole = guest.get(cart).expect(200);
    assertEquals(200, items(whole).size());
    assertEquals(199 * 200 / 2 + 7, subtotal(whole));
    assertEquals(new JsonArray(), item(whole, 199).getJsonArray("warnings"));
  }

  @Test
  void staleIfMatchIsRefusedAndMissingOneIsNot() {
    String cart = shop.guestCartOf(1, "mug");
    guest.with("If-Match", "\"1\"").put(cart + "/items/mug", quantity(2)).expect(412);
    guest.with("If-Match", "\"1\"").delete(cart + "/items/mug").expect(412);
    guest.with("If-Match", "\"1\"").delete(cart).expect(412);
    guest.with("If-Match", "\"2\"").put(cart + "/items/mug", quantity(2)).expect(200);
    assertEquals(2, item(guest.get(cart), 0).getInteger("quantity"));
  }

  @Test
  void customersCartIsForNobodyElse() {
    Answer created = shop.alice().post(CARTS).expect(201);
    String cart = created.header("Location");
    assertEquals(TokenIssuer.subjectOf("alice"), created.json().getString("customerId"));
    shop.alice().post(cart + "/items", item("mug", 1)).expect(201);
    for (HttpProbe other : new HttpProbe[] {guest, shop.bob()}) {
      other.get(cart).expect(404);
      other.post(cart + "/items", item("mug", 1)).expect(404);
      other.put(cart + "/items/mug", quantity(9)).expect(404);
      other.delete(cart + "/items/mug").expect(404);
      other.delete(cart).expect(404);
      other.post(cart + "/checkout", Shop.form()).expect(404);
    }
    assertEquals(1, item(shop.alice().get(cart), 0).getInteger("quantity"));
  }

  @Test
  void mineIsMadeOnceAndFollowsTheNewestCart() {
    guest.get(CARTS + "/mine").expect(401);
    HttpProbe carol =
        shop.probe.as(shop.tokens.mint("carol", List.of("customer"), TokenIssuer.LIFETIME));
    String first = carol.get(CARTS + "/mine").expect(200).json().getString("id");
    assertEquals(first, carol.get(CARTS + "/mine").json().getString("id"));
    String second = carol.post(CARTS).expect(201).json().getString("id");
    assertEquals(second, carol.get(CARTS + "/mine").json().getString("id"));
    carol.delete(CARTS + "/" + second).expect(204);
    assertNotEquals(second, carol.get(CARTS + "/mine").json().getString("id"));
  }

  @Test
  void changedPriceIsShownUntilTheLineIsTouched() {
    String cart = shop.guestCartOf(2, "mug");
    shop.products.put("mug", 2500);
    Answer dearer = guest.get(cart);
    assertEquals("[\"price_changed\"]", item(dearer, 0).getJsonArray("warnings").encode());
    assertEquals(5000, subtotal(dearer));
    Answer touched = guest.put(cart + "/items/mug", quantity(2)).expect(200);
    assertEquals("[]", item(touched, 0).getJsonArray("warnings").encode());
    assertEquals("[]", item(guest.get(cart), 0).getJsonArray("warnings").encode());
  }

  @Test
  void stockAndArchivingAreWarnedOf() {
    shop.products.put("few", 100, "low_stock", 3);
    shop.products.put("none", 100, "out_of_stock", 0);
    shop.products.put("short", 100, "in_stock", 4);
    shop.products.put("gone", 100);
    shop.products.put("asked", 100, "unknown", 0);
    String cart = shop.guestCartOf(5, "few", "none", "short", "gone", "asked");
    shop.products.status("gone", "archived");
    Answer answer = guest.get(cart);
    String[] expected = {"low_stock", "out_of_stock", "low_stock", "archived"};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], item(answer, i).getJsonArray("warnings").getString(0));
    }
    assertEquals("[]", item(answer, 4).getJsonArray("warnings").encode());
  }

  @Test
  void oneCartHasOneCurrency() {
    String cart = shop.guestCartOf(1, "mug");
    shop.products.put("dollar", 100);
    shop.products.currency("dollar", "USD");
    guest.post(cart + "/items", item("dollar", 1)).expect(409);
    guest.delete(cart + "/items/mug").expect(200);
    guest.post(cart + "/items", item("dollar", 1)).expect(201);
  }
}
