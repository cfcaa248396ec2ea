package io.ecart.cart;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkout whose outcome is not known yet. All its tries go to the order service under one
 * idempotency key, so that at most one of them becomes an order, whatever they say.
 *
 * @param number no other checkout of the cart has it; names the key
 * @param by the subject whose token it goes out under; empty for a guest
 * @param bodies what was asked of the order service so far, the newest last
 */
public record OpenCheckout(long number, String by, List<JsonObject> bodies) {
  private static final int MAX_BODIES = 8;

  public OpenCheckout {
    bodies = List.copyOf(bodies);
  }

  /** The first try. */
  static OpenCheckout begin(long number, String by, JsonObject body) {
    return new OpenCheckout(number, by, List.of(body));
  }

  /** One more try; a body that was tried before, or one too many, is not kept again. */
  OpenCheckout with(JsonObject body) {
    if (bodies.contains(body) || bodies.size() >= MAX_BODIES) {
      return this;
    }
    List<JsonObject> more = new ArrayList<>(bodies);
    more.add(body);
    return new OpenCheckout(number, by, more);
  }

  /** The idempotency key of all its tries. */
  String key(String cartId) {
    return "cart-" + cartId + "-" + number;
  }

  /** For storing; the number is stored beside it. */
  public String attempts() {
    return new JsonObject().put("by", by).put("bodies", new JsonArray(bodies)).encode();
  }

  /** Reads what {@link #attempts} wrote. */
  public static OpenCheckout parse(long number, String attempts) {
    JsonObject json = new JsonObject(attempts);
    JsonArray bodies = json.getJsonArray("bodies");
    List<JsonObject> list = new ArrayList<>(bodies.size());
    for (int i = 0; i < bodies.size(); i++) {
      list.add(bodies.getJsonObject(i));
    }
    return new OpenCheckout(number, json.getString("by"), list);
  }
}
