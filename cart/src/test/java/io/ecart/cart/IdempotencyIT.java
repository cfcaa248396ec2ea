package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static io.ecart.cart.Shop.form;
import static io.ecart.cart.Shop.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = Shop.open();
    shop.products.put("mug", 1999);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @BeforeEach
  void comeBack() {
    shop.products.comeBack();
    shop.orders.delay(0);
    shop.orders.refuse(new JsonObject());
  }

  @Test
  void repeatOfCreateGivesTheSameCart() {
    HttpProbe keyed = keyed();
    Answer first = keyed.post(CARTS).expect(201);
    Answer second = keyed.post(CARTS).expect(201);
    assertEquals(first.text(), second.text());
    assertEquals(first.header("Location"), second.header("Location"));
    assertEquals("true", second.header("Idempotent-Replayed"));
    assertNull(first.header("Idempotent-Replayed"));
    assertNotEquals(first.text(), keyed().post(CARTS).expect(201).text());
  }

  @Test
  void repeatOfAddAddsOnce() {
    String cart = shop.guestCart();
    HttpProbe keyed = keyed();
    keyed.post(cart + "/items", item("mug", 2)).expect(201);
    keyed.post(cart + "/items", item("mug", 2)).expect(201);
    assertEquals(2, item(shop.probe.get(cart), 0).getInteger("quantity"));
  }

  @Test
  void sameKeyWithAnotherBodyIsRefused() {
    String cart = shop.guestCart();
    HttpProbe keyed = keyed();
    keyed.post(cart + "/items", item("mug", 2)).expect(201);
    JsonObject problem = keyed.post(cart + "/items", item("mug", 3)).expect(422).json();
    assertEquals("idempotency_mismatch", problem.getString("code"));
  }

  @Test
  void identicalRequestsAtTheSameInstantTakeEffectOnce() {
    String cart = shop.guestCart();
    HttpProbe keyed = keyed();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 30)
            .mapToObj(i -> keyed.postAsync(cart + "/items", item("mug", 1)))
            .toList();
    for (CompletableFuture<Answer> each : answers) {
      Answer answer = each.join();
      assertTrue(
          answer.status() == 201 || "idempotency_in_flight".equals(answer.json().getString("code")),
          answer.text());
    }
    assertEquals(1, item(shop.probe.get(cart), 0).getInteger("quantity"));
  }

  @Test
  void runningRequestIsToldOf() {
    String cart = shop.guestCartOf(1, "mug");
    shop.orders.delay(400);
    int before = shop.orders.keys().size();
    HttpProbe keyed = keyed();
    CompletableFuture<Answer> first = keyed.postAsync(cart + "/checkout", form());
    Await.until(() -> shop.orders.keys().size() > before);
    JsonObject problem = keyed.post(cart + "/checkout", form()).expect(409).json();
    assertEquals("idempotency_in_flight", problem.getString("code"));
    Answer made = first.join().expect(201);
    Answer again = keyed.post(cart + "/checkout", form()).expect(201);
    assertEquals(made.text(), again.text());
  }

  @Test
  void outagesAreNotKeptAndRefusalsAre() {
    String cart = shop.guestCart();
    HttpProbe keyed = keyed();
    shop.products.goAway();
    keyed.post(cart + "/items", item("mug", 1)).expect(503);
    shop.products.comeBack();
    Await.until(() -> keyed.post(cart + "/items", item("mug", 1)).status() == 201);

    String empty = shop.guestCart();
    HttpProbe other = keyed();
    other.post(empty + "/checkout", form()).expect(409);
    shop.probe.post(empty + "/items", item("mug", 1)).expect(201);
    Answer kept = other.post(empty + "/checkout", form()).expect(409);
    assertEquals("true", kept.header("Idempotent-Replayed"));
    assertEquals("application/problem+json", kept.contentType());
  }

  @Test
  void keysOfDifferentCallersDoNotMeet() {
    String key = UUID.randomUUID().toString();
    Answer alices = shop.alice().with("Idempotency-Key", key).post(CARTS).expect(201);
    Answer bobs = shop.bob().with("Idempotency-Key", key).post(CARTS).expect(201);
    assertNotEquals(alices.json().getString("id"), bobs.json().getString("id"));
  }

  @Test
  void keysOfGuestsWhoCallFromDifferentAddressesDoNotMeet() {
    HttpProbe keyed = keyed();
    Answer ones = keyed.with("X-Forwarded-For", "203.0.113.1").post(CARTS).expect(201);
    Answer others =
        keyed.with("X-Forwarded-For", "203.0.113.1, 203.0.113.2").post(CARTS).expect(201);
    assertNotEquals(ones.json().getString("id"), others.json().getString("id"));
    Answer again = keyed.with("X-Forwarded-For", "203.0.113.1").post(CARTS).expect(201);
    assertEquals(ones.text(), again.text());
    assertEquals("true", again.header("Idempotent-Replayed"));
  }

  @Test
  void guestWhoseAddressChangesStillGetsTheOrder() {
    String cart = shop.guestCartOf(1, "mug") + "/checkout";
    HttpProbe keyed = keyed();
    Answer made = keyed.with("X-Forwarded-For", "203.0.113.1").post(cart, form()).expect(201);
    Answer again = keyed.with("X-Forwarded-For", "203.0.113.2").post(cart, form()).expect(201);
    assertEquals(made.text(), again.text());
  }

  private static HttpProbe keyed() {
    return shop.probe.with("Idempotency-Key", UUID.randomUUID().toString());
  }
}
