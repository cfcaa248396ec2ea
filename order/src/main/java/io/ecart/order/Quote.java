package io.ecart.order;

import io.ecart.order.Catalogue.Product;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A basket with names and prices.
 *
 * @param currency of all its prices
 * @param lines priced
 */
record Quote(String currency, List<Line> lines) {

  /** One line with what is bought at which price. */
  record Line(Basket.Line asked, Item item) {}

  /**
   * @throws Problem 422 for a sku that is not sold, for prices in several currencies, and for a
   *     total over {@link Money#MOST}
   */
  static Quote of(Basket basket, Map<String, Product> products) {
    List<FieldError> faults = new ArrayList<>();
    List<Line> lines = new ArrayList<>(basket.lines().size());
    String currency = "";
    for (Basket.Line line : basket.lines()) {
      Product product = products.get(line.sku());
      FieldError fault = fault(line, product, currency);
      if (fault != null || product == null) {
        faults.add(fault == null ? line.fault("sku", "unknown", "is not sold here") : fault);
      } else {
        currency = product.price().currency();
        lines.add(new Line(line, item(line, product)));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return new Quote(currency, lines).requireWithinLimit();
  }

  private static @Nullable FieldError fault(
      Basket.Line line, @Nullable Product product, String currency) {
    if (product == null) {
      return line.fault("sku", "unknown", "There is no product " + line.sku());
    }
    if (!product.isActive()) {
      return line.fault("sku", product.status(), "The product is " + product.status());
    }
    String own = product.price().currency();
    if (!currency.isEmpty() && !own.equals(currency)) {
      return line.fault("sku", "currency", "It costs " + own + ", other lines " + currency);
    }
    Money agreed = line.agreed();
    return agreed == null || agreed.currency().equals(own)
        ? null
        : line.fault("unitPrice/currency", "currency", "The catalogue is in " + own);
  }

  private static Item item(Basket.Line line, Product product) {
    Money price = line.agreed() == null ? product.price() : line.agreed();
    return new Item(line.sku(), product.name(), price.amount());
  }

  /** Name and price of a sku that was asked for. */
  Item itemOf(String sku) {
    return lines.stream()
        .map(Line::item)
        .filter(item -> item.sku().equals(sku))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No price of " + sku + " was asked for"));
  }

  /**
   * @throws Problem 422 when goods are priced in another currency than an order's
   */
  Quote requireCurrency(String wanted) {
    if (lines.isEmpty() || currency.equals(wanted)) {
      return this;
    }
    throw Problem.invalid(
        lines.get(0).asked().pointer("sku"), "currency", "The order is in " + wanted);
  }

  private Quote requireWithinLimit() {
    Order.requireWithinLimit(this::totalMinor);
    return this;
  }

  private long totalMinor() {
    long total = 0;
    for (Line line : lines) {
      long lineTotal =
          Math.multiplyExact(line.item().unitPriceMinor(), (long) line.asked().quantity());
      total = Math.addExact(total, lineTotal);
    }
    return total;
  }

  /**
   * @throws Problem 409 when the client expects another total
   */
  Quote requireExpected(@Nullable Money expected) {
    Money actual = new Money(totalMinor(), currency);
    if (expected == null || expected.equals(actual)) {
      return this;
    }
    JsonObject both =
        new JsonObject()
            .put("expected", OrderReplies.money(expected))
            .put("actual", OrderReplies.money(actual));
    String detail = "The total is " + actual + ", not " + expected;
    throw Problem.of(
        ProblemCode.ILLEGAL_STATE,
        detail,
        List.of(new FieldError("/expectedTotal", "price_changed", detail, both)));
  }
}
