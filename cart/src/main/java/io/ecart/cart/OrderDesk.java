package io.ecart.cart;

import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The order service. */
public interface OrderDesk {

  /** What became of a try. */
  sealed interface Outcome permits Placed, Refused, Repriced, NotHeard, OtherBody, StillRunning {}

  /** The order exists; it is the same one however often the key is used. */
  record Placed(JsonObject order) implements Outcome {}

  /** There is no order under this key, and will be none. */
  record Refused(Problem problem) implements Outcome {}

  /** Refused, because it would not cost the expected total. */
  record Repriced(Problem problem) implements Outcome {}

  /** This try was turned away at the door; an earlier one may have become an order. */
  record NotHeard(Problem problem) implements Outcome {}

  /** The key was used with another body, which may have become an order. */
  record OtherBody() implements Outcome {}

  /** An earlier try under this key is still running. */
  record StillRunning() implements Outcome {}

  /**
   * Asks for an order.
   *
   * @param key makes repeats harmless
   * @param body {@code {lines, contact, shippingAddress, expectedTotal}}
   * @param token the customer's bearer token; empty for a guest
   * @return fails with {@code unavailable} when it is not known what became of it
   */
  Future<Outcome> place(String key, JsonObject body, String token);
}
