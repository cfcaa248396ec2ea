package io.ecart.cart;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer fills in to order.
 *
 * @param contact {@code {email, phone?}}
 * @param shippingAddress as the order service wants it
 * @param expectedTotal what the customer was shown; null when the client does not say
 */
public record CheckoutForm(
    JsonObject contact, JsonObject shippingAddress, @Nullable Money expectedTotal) {

  /**
   * What to ask the order service for, so that it costs what the customer is shown now.
   *
   * @throws Problem {@code illegal_state} when that is not what the customer was shown before, or
   *     more than can be ordered
   */
  JsonObject orderOf(PricedCart priced) {
    requireExpected(priced.subtotal());
    if (priced.costsTooMuch()) {
      throw Problem.illegalState(
          "An order costs at most " + CartLimits.MAX_TOTAL + " minor units, this cart costs more");
    }
    List<JsonObject> lines =
        priced.items().stream()
            .map(i -> new JsonObject().put("sku", i.sku()).put("quantity", i.quantity()))
            .toList();
    Money total = priced.subtotal();
    JsonObject order =
        new JsonObject()
            .put("lines", lines)
            .put("contact", contact)
            .put("shippingAddress", shippingAddress)
            .put(
                "expectedTotal",
                new JsonObject().put("amount", total.amount()).put("currency", total.currency()));
    // In the form in which it comes back from the store, so that the two can be compared.
    return new JsonObject(order.encode());
  }

  private void requireExpected(Money subtotal) {
    if (expectedTotal != null && !expectedTotal.equals(subtotal)) {
      String now = subtotal.amount() + " minor units of " + subtotal.currency();
      throw Problem.of(
          ProblemCode.ILLEGAL_STATE,
          "The cart now costs " + now,
          List.of(new FieldError("/expectedTotal", "price_changed", "the total is " + now)));
    }
  }
}
