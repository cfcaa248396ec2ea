package io.ecart.cart;

import static io.ecart.cart.Shop.form;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.items;
import static io.ecart.cart.Shop.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutIT {
  private Shop shop;
  private HttpProbe guest;

  @BeforeEach
  void open() {
    shop = Shop.open();
    guest = shop.probe;
    shop.products.put("mug", 1999);
    shop.products.put("tea", 450);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void guestGetsTheOrderWithItsAccessKeyAndTheCartIsEmptied() {
    String cart = shop.guestCartOf(2, "mug", "tea");
    Answer answer = guest.post(cart + "/checkout", form()).expect(201);
    JsonObject order = answer.json();
    assertEquals("/api/v1/orders/" + order.getString("id"), answer.header("Location"));
    assertEquals("\"1\"", answer.header("ETag"));
    assertEquals("secret", order.getString("accessKey"));
    assertEquals(2 * (1999 + 450), order.getJsonObject("total").getInteger("amount"));
    assertEquals("ann@example.org", order.getJsonObject("contact").getString("email"));
    assertEquals(2, order.getJsonArray("lines").size());
    assertEquals(0, items(guest.get(cart)).size());
    JsonObject problem = guest.post(cart + "/checkout", form()).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertEquals(1, shop.orders.orders().size());
  }

  @Test
  void customersOrderGoesOutUnderTheCustomersOwnToken() {
    String cart = shop.alice().post(Shop.CARTS).expect(201).header("Location");
    shop.alice().post(cart + "/items", item("mug", 1)).expect(201);
    shop.alice().post(cart + "/checkout", form()).expect(201);
    assertEquals(0, items(shop.alice().get(cart)).size());
  }

  @Test
  void wrongFormsAreNamedFieldByField() {
    String cart = shop.guestCartOf(1, "mug");
    JsonObject empty = guest.post(cart + "/checkout", new JsonObject()).expect(422).json();
    assertEquals(Set.of("/email", "/shippingAddress"), pointers(empty));
    JsonObject wrong = form().put("email", "ann").put("phone", 17).put("colour", "red");
    wrong.getJsonObject("shippingAddress").put("country", "Germany").remove("city");
    assertEquals(
        Set.of("/email", "/phone", "/colour", "/shippingAddress/country", "/shippingAddress/city"),
        pointers(guest.post(cart + "/checkout", wrong).expect(422).json()));
    assertEquals(List.of(), shop.orders.orders());
    assertEquals(1, items(guest.get(cart)).size());
  }

  @Test
  void shortLinesAreNamedAsItemsOfTheCartAndTheCartIsKept() {
    String cart = shop.guestCartOf(3, "tea", "mug");
    String seen = guest.get(cart).header("ETag");
    shop.orders.refuse(
        new JsonObject()
            .put("status", 409)
            .put("code", "insufficient_stock")
            .put("detail", "Not enough stock for every line")
            .put(
                "errors",
                new JsonArray()
                    .add(
                        FakeOrders.error("/lines/1/quantity", "insufficient_stock")
                            .put("sku", "mug")
                            .put("requested", 3)
                            .put("available", 1))));
    JsonObject problem = guest.post(cart + "/checkout", form()).expect(409).json();
    assertEquals("insufficient_stock", problem.getString("code"));
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/items/1/quantity", error.getString("pointer"));
    assertEquals("mug", error.getString("sku"));
    assertEquals(1, error.getInteger("available"));
    assertEquals(2, items(guest.get(cart)).size());
    assertEquals(seen, guest.get(cart).header("ETag"));

    // The refusal is remembered under its key, so the next try needs another one.
    shop.orders.refuse(new JsonObject());
    guest.with("If-Match", seen).post(cart + "/checkout", form()).expect(201);
    List<String> keys = shop.orders.keys();
    assertNotEquals(keys.get(0), keys.get(1));
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void priceThatChangedMeanwhileIsRefusedAndTheCartIsKept() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.actualTotal(2500);
    guest.post(cart + "/checkout", form()).expect(409);
    assertEquals(1, items(guest.get(cart)).size());
    shop.products.put("mug", 2500);
    JsonObject shown = new JsonObject().put("amount", 1999).put("currency", "EUR");
    JsonObject problem =
        guest.post(cart + "/checkout", form().put("expectedTotal", shown)).expect(409).json();
    assertEquals(Set.of("/expectedTotal"), pointers(problem));
    assertEquals("The cart now costs 2500 minor units of EUR", problem.getString("detail"));
    shown.put("amount", 2500);
    guest.post(cart + "/checkout", form().put("expectedTotal", shown)).expect(201);
  }

  @Test
  void invalidFieldsThatOnlyTheOrderServiceSeesAreNamedAsTheClientWroteThem() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.refuse(
        new JsonObject()
            .put("status", 422)
            .put("code", "invalid_request")
            .put("errors", new JsonArray().add(FakeOrders.error("/contact/email", "format"))));
    assertEquals(
        Set.of("/email"), pointers(guest.post(cart + "/checkout", form()).expect(422).json()));
  }

  @Test
  void repeatAfterALostAnswerGivesTheSameOrderAndEmptiesTheCart() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.loseAnswers(10);
    guest.post(cart + "/checkout", form()).expect(201);
    // The client of the order service repeated it under the key; this one gives up before.
    assertEquals(1, shop.orders.orders().size());
    assertEquals(1, new HashSet<>(shop.orders.keys()).size());
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void successWithoutAnOrderLeavesTheCartAsItIs() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.refuse(new JsonObject().put("status", 200));
    guest.post(cart + "/checkout", form()).expect(503);
    shop.orders.refuse(new JsonObject());
    assertEquals(1, items(guest.get(cart)).size());
    guest.post(cart + "/checkout", form()).expect(201);
  }

  @Test
  void orderMadeBeforeACrashIsFoundAgainEvenWithAnotherAddress() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.refuse(new JsonObject().put("status", 503).put("code", "unavailable"));
    guest.post(cart + "/checkout", form()).expect(503);
    shop.orders.refuse(new JsonObject());
    assertEquals(List.of(), shop.orders.orders());

    // What the process would have done had it not died: the order exists, the cart does not know.
    guest.post(cart + "/items", item("tea", 1)).expect(201);
    JsonObject other = form().put("email", "ann@example.net");
    JsonObject order = guest.post(cart + "/checkout", other).expect(201).json();
    assertEquals(1, new HashSet<>(shop.orders.keys()).size());
    assertEquals(2, order.getJsonArray("lines").size());
    assertEquals(List.of(order), shop.orders.orders());
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void concurrentCheckoutsMakeOneOrder() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.delay(300);
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 8).mapToObj(i -> guest.postAsync(cart + "/checkout", form())).toList();
    Set<String> ids = new HashSet<>();
    for (CompletableFuture<Answer> each : answers) {
      Answer answer = each.join();
      if (answer.status() == 201) {
        ids.add(answer.json().getString("id"));
      } else {
        // It came when the order was made already, and found the cart empty.
        answer.expect(409);
      }
    }
    assertEquals(1, ids.size());
    assertEquals(1, shop.orders.orders().size());
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void concurrentCheckoutsWithDifferentFormsMakeOneOrderToo() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.delay(200);
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 6)
            .mapToObj(i -> form().put("email", "ann" + i + "@example.org"))
            .map(form -> guest.postAsync(cart + "/checkout", form))
            .toList();
    answers.forEach(each -> assertTrue(Set.of(201, 409).contains(each.join().status())));
    assertEquals(1, shop.orders.orders().size());
    assertEquals(0, items(guest.get(cart)).size());
  }

  @Test
  void linesAddedWhileTheOrderIsMadeStay() {
    String cart = shop.guestCartOf(2, "mug");
    shop.orders.delay(500);
    CompletableFuture<Answer> checkout = guest.postAsync(cart + "/checkout", form());
    Await.until(() -> !shop.orders.keys().isEmpty());
    guest.post(cart + "/items", item("mug", 3)).expect(200);
    guest.post(cart + "/items", item("tea", 1)).expect(201);
    checkout.join().expect(201);
    Answer rest = guest.get(cart);
    assertEquals(3, item(rest, 0).getInteger("quantity"));
    assertEquals("tea", item(rest, 1).getString("sku"));
  }

  @Test
  void cartInCheckoutIsNotMergedAway() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.delay(400);
    CompletableFuture<Answer> checkout = guest.postAsync(cart + "/checkout", form());
    Await.until(() -> !shop.orders.keys().isEmpty());
    JsonObject from = new JsonObject().put("from", cart.substring(Shop.CARTS.length() + 1));
    String other = shop.guestCart();
    guest.post(other + "/merge", from).expect(409);
    checkout.join().expect(201);
  }

  @Test
  void staleIfMatchIsRefusedBeforeAnythingIsOrdered() {
    String cart = shop.guestCartOf(1, "mug");
    guest.with("If-Match", "\"1\"").post(cart + "/checkout", form()).expect(412);
    assertEquals(List.of(), shop.orders.keys());
    guest.with("If-Match", "\"2\"").post(cart + "/checkout", form()).expect(201);
  }

  @Test
  void awayOrderServiceKeepsTheCart() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.refuse(new JsonObject().put("status", 503).put("code", "unavailable"));
    Answer away = guest.post(cart + "/checkout", form()).expect(503);
    assertEquals("1", away.header("Retry-After"));
    guest.put(cart + "/items/mug", quantity(4)).expect(200);
    shop.orders.refuse(new JsonObject());
    JsonObject order = guest.post(cart + "/checkout", form()).expect(201).json();
    assertEquals(4, order.getJsonArray("lines").getJsonObject(0).getInteger("quantity"));
  }

  private static Set<String> pointers(JsonObject problem) {
    Set<String> pointers = new HashSet<>();
    JsonArray errors = problem.getJsonArray("errors");
    for (int i = 0; i < errors.size(); i++) {
      pointers.add(errors.getJsonObject(i).getString("pointer"));
    }
    return pointers;
  }
}
