package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.items;
import static io.ecart.cart.Shop.quantity;
import static io.ecart.cart.Shop.subtotal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MergeIT {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open("CART_MAX_ITEMS", "3");
    for (String sku : List.of("a", "b", "c", "d")) {
      shop.products.put(sku, 100);
    }
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void sumsLinesAndTakesTheGuestCartAway() {
    String guest = shop.guestCartOf(2, "a", "b");
    String mine = customerCart();
    shop.alice().post(mine + "/items", item("b", 5)).expect(201);
    Answer merged = shop.alice().post(mine + "/merge", from(guest)).expect(200);
    assertEquals("b", item(merged, 0).getString("sku"));
    assertEquals(7, item(merged, 0).getInteger("quantity"));
    assertEquals(2, item(merged, 1).getInteger("quantity"));
    shop.probe.get(guest).expect(404);
  }

  @Test
  void changesNothingTheSecondTime() {
    String guest = shop.guestCartOf(2, "a");
    String mine = customerCart();
    Answer first = shop.alice().post(mine + "/merge", from(guest)).expect(200);
    Answer second = shop.alice().post(mine + "/merge", from(guest)).expect(200);
    assertEquals(first.header("ETag"), second.header("ETag"));
    assertEquals(2, item(second, 0).getInteger("quantity"));
  }

  @Test
  void takesEffectOnceWhenManyMergeAtOnce() {
    String guest = shop.guestCartOf(2, "a");
    String mine = customerCart();
    HttpProbe alice = shop.alice();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> alice.postAsync(mine + "/merge", from(guest)))
            .toList();
    answers.forEach(answer -> answer.join().expect(200));
    assertEquals(2, item(alice.get(mine), 0).getInteger("quantity"));
  }

  @Test
  void movesAllLinesOrNone() {
    String guest = shop.guestCartOf(1, "a", "b");
    String mine = customerCart();
    shop.alice().post(mine + "/items", item("c", 1)).expect(201);
    shop.alice().post(mine + "/items", item("d", 1)).expect(201);
    shop.alice().post(mine + "/merge", from(guest)).expect(409);
    assertEquals(2, items(shop.alice().get(mine)).size());
    assertEquals(2, items(shop.probe.get(guest)).size());
  }

  @Test
  void refusesQuantitiesThatDoNotFit() {
    String guest = shop.guestCartOf(60_000, "a");
    String mine = customerCart();
    shop.alice().post(mine + "/items", item("a", 50_000)).expect(201);
    JsonObject problem = shop.alice().post(mine + "/merge", from(guest)).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertNull(problem.getJsonArray("errors"));
    assertEquals(60_000, item(shop.probe.get(guest), 0).getInteger("quantity"));
  }

  @Test
  void refusesWhatWouldCostTooMuchTogether() {
    shop.products.put("gold", 10_000_000_000L);
    String guest = shop.guestCartOf(60, "gold");
    String mine = customerCart();
    shop.alice().post(mine + "/items", item("gold", 41)).expect(201);
    JsonObject problem = shop.alice().post(mine + "/merge", from(guest)).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertEquals(60, item(shop.probe.get(guest), 0).getInteger("quantity"));
    shop.alice().put(mine + "/items/gold", quantity(40)).expect(200);
    Answer merged = shop.alice().post(mine + "/merge", from(guest)).expect(200);
    assertEquals(CartLimits.MAX_TOTAL, subtotal(merged));
  }

  @Test
  void doesNotReachIntoCartsOfOthers() {
    String bobs = shop.bob().post(CARTS).expect(201).header("Location");
    shop.bob().post(bobs + "/items", item("a", 1)).expect(201);
    String mine = customerCart();
    shop.alice().post(mine + "/merge", from(bobs)).expect(404);
    shop.bob().post(mine + "/merge", from(bobs)).expect(404);
    shop.alice().post(mine + "/merge", from(CARTS + "/nothing")).expect(404);
    shop.alice().post(mine + "/merge", from(mine)).expect(422);
    shop.alice().post(mine + "/merge", new JsonObject()).expect(422);
    assertEquals(1, items(shop.bob().get(bobs)).size());
  }

  @Test
  void leavesCustomersCartsOutOfGuestCarts() {
    String guest = shop.guestCartOf(1, "a");
    String mine = customerCart();
    shop.alice().post(mine + "/items", item("b", 2)).expect(201);
    JsonObject problem = shop.alice().post(guest + "/merge", from(mine)).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertEquals(1, items(shop.probe.get(guest)).size());
    assertEquals(2, item(shop.alice().get(mine), 0).getInteger("quantity"));
    assertEquals(mine, current(shop.alice()));
  }

  @Test
  void cartsOfOneKindAreMerged() {
    String guest = shop.guestCart();
    shop.probe.post(guest + "/merge", from(shop.guestCartOf(1, "a"))).expect(200);
    assertEquals(1, items(shop.probe.get(guest)).size());

    String older = customerCart();
    String newer = customerCart();
    shop.alice().post(newer + "/items", item("b", 1)).expect(201);
    shop.alice().post(older + "/merge", from(newer)).expect(200);
    assertEquals(older, current(shop.alice()));
  }

  private static String current(HttpProbe customer) {
    return CARTS + "/" + customer.get(CARTS + "/mine").expect(200).json().getString("id");
  }

  private String customerCart() {
    return shop.alice().post(CARTS).expect(201).header("Location");
  }

  private static JsonObject from(String cart) {
    return new JsonObject().put("from", cart.substring(CARTS.length() + 1));
  }
}
