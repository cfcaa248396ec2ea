package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.order.Catalogue.Product;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From what a client asks for to lines with prices. */
class QuoteTest {
  private static final Map<String, Product> PRODUCTS =
      Map.of(
          "A", new Product("A", "The A", new Money(100, "EUR"), "active"),
          "B", new Product("B", "The B", new Money(200, "EUR"), "active"),
          "USD", new Product("USD", "Dollar", new Money(1, "USD"), "active"),
          "OLD", new Product("OLD", "Old", new Money(1, "EUR"), "archived"));

  private static NewOrder.Line line(String sku, int quantity) {
    return new NewOrder.Line(sku, quantity, null);
  }

  private static Quote quote(NewOrder.Line... lines) {
    return Quote.of(Basket.of(List.of(lines)), PRODUCTS);
  }

  private static FieldError error(NewOrder.Line... lines) {
    return assertThrows(Problem.class, () -> quote(lines)).errors().get(0);
  }

  @Test
  void sumsLinesOfOneSkuAndOnePrice() {
    Money agreed = new Money(70, "EUR");
    Quote quote =
        quote(line("A", 1), line("B", 2), line("A", 3), new NewOrder.Line("A", 5, agreed));
    assertEquals(
        List.of(4, 2, 5), quote.lines().stream().map(each -> each.asked().quantity()).toList());
    assertEquals(
        List.of(100L, 200L, 70L),
        quote.lines().stream().map(each -> each.item().unitPriceMinor()).toList());
    quote.requireExpected(new Money(400 + 400 + 350, "EUR")).requireExpected(null);
  }

  @Test
  void namesTheClientsOwnLines() {
    assertEquals("/lines/2/sku", error(line("A", 1), line("A", 1), line("NONE", 1)).pointer());
    assertEquals("archived", error(line("OLD", 1)).code());
    assertEquals("/lines/1/sku", error(line("A", 1), line("USD", 1)).pointer());
    Money dollars = new Money(1, "USD");
    assertEquals(
        "/lines/0/unitPrice/currency", error(new NewOrder.Line("A", 1, dollars)).pointer());
    assertEquals("/lines/0/quantity", error(line("A", 600_000), line("A", 600_000)).pointer());
    assertEquals("/lines/0/quantity", error(line("A", Integer.MAX_VALUE), line("A", 9)).pointer());
  }

  @Test
  void tellsTheTotalThatIsNotAsExpected() {
    Problem problem =
        assertThrows(
            Problem.class, () -> quote(line("A", 1)).requireExpected(new Money(99, "EUR")));
    assertEquals(ProblemCode.ILLEGAL_STATE, problem.code());
    assertEquals("price_changed", problem.errors().get(0).code());
    assertEquals(
        "The total is 100 minor units of EUR, not 99 minor units of EUR", problem.getMessage());
  }

  @Test
  void pointsShortagesAtTheClientsLines() {
    Basket basket = Basket.of(List.of(line("A", 1), line("B", 2), line("B", 2)));
    FieldError given =
        new FieldError("/lines/0", "insufficient_stock", "short", new JsonObject().put("sku", "B"));
    Problem pointed = basket.pointed(Problem.insufficientStock(List.of(given)));
    assertEquals("/lines/1", pointed.errors().get(0).pointer());
    assertEquals(Map.of("A", 1, "B", 4), basket.skuToQuantity());
  }

  /** However lines are split and ordered: units and total are those of the sums. */
  @Test
  void totalsDoNotDependOnHowLinesAreSplit() {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      NewOrder.Line[] lines =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(i -> line(random.nextBoolean() ? "A" : "B", 1 + random.nextInt(1_000)))
              .toArray(NewOrder.Line[]::new);
      long expected =
          Arrays.stream(lines)
              .mapToLong(each -> each.quantity() * (each.sku().equals("A") ? 100L : 200L))
              .sum();
      quote(lines).requireExpected(new Money(expected, "EUR"));
      int units = Arrays.stream(lines).mapToInt(NewOrder.Line::quantity).sum();
      Basket basket = Basket.of(List.of(lines));
      assertEquals(
          units, basket.skuToQuantity().values().stream().mapToInt(Integer::intValue).sum());
    }
  }
}
