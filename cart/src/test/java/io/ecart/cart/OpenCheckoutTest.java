package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OpenCheckoutTest {

  @Test
  void comesBackFromTheStoreAsItWas() {
    OpenCheckout open = OpenCheckout.begin(7, "alice", body(1)).with(body(2));
    OpenCheckout parsed = OpenCheckout.parse(7, open.attempts());
    assertEquals(open, parsed);
    assertEquals(open.attempts(), parsed.attempts());
    assertEquals("cart-c-7", parsed.key("c"));
  }

  @Test
  void sameBodyIsKeptOnce() {
    OpenCheckout open = OpenCheckout.begin(7, "", body(1));
    assertSame(open, open.with(body(1)));
    OpenCheckout parsed = OpenCheckout.parse(7, open.attempts());
    assertSame(parsed, parsed.with(body(1)));
  }

  @Test
  void numberOfBodiesIsBounded() {
    OpenCheckout open = OpenCheckout.begin(7, "", body(0));
    for (int i = 1; i < 50; i++) {
      open = open.with(body(i));
    }
    assertEquals(8, open.bodies().size());
  }

  private static JsonObject body(int quantity) {
    JsonObject line = new JsonObject().put("sku", "mug").put("quantity", quantity);
    return new JsonObject(
        new JsonObject().put("lines", new JsonArray().add(line)).put("name", "Ä").encode());
  }
}
