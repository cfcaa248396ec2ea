package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.cart.Listing.Stock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PricedCartTest {
  private static final Offer MUG = new Offer("Mug", euro(1999));
  private static final CartItem TWO_MUGS = new CartItem("mug", 2, MUG);

  @Test
  void currentNameAndPriceAreShown() {
    Listing dearer = new Listing(new Offer("Big mug", euro(2500)), true, Stock.IN_STOCK, 9);
    PricedItem item = PricedItem.of(TWO_MUGS, dearer);
    assertEquals("Big mug", item.name());
    assertEquals(euro(5000), item.lineTotal());
    assertEquals(List.of(Warning.PRICE_CHANGED), item.warnings());
  }

  @Test
  void stockIsWarnedOfWhenItMatters() {
    assertEquals(List.of(), warnings(Stock.IN_STOCK, 2));
    assertEquals(List.of(Warning.LOW_STOCK), warnings(Stock.IN_STOCK, 1));
    assertEquals(List.of(Warning.LOW_STOCK), warnings(Stock.LOW_STOCK, 3));
    assertEquals(List.of(Warning.OUT_OF_STOCK), warnings(Stock.OUT_OF_STOCK, 0));
    assertEquals(List.of(), warnings(Stock.BACKORDER, 0));
    assertEquals(List.of(), warnings(Stock.UNKNOWN, 0));
  }

  @Test
  void goodsThatAreNoLongerSoldKeepTheirLastPrice() {
    Listing archived = new Listing(new Offer("Mug", euro(1)), false, Stock.OUT_OF_STOCK, 0);
    for (PricedItem item :
        List.of(PricedItem.of(TWO_MUGS, archived), PricedItem.of(TWO_MUGS, null))) {
      assertEquals(List.of(Warning.ARCHIVED), item.warnings());
      assertEquals(euro(1999), item.unitPrice());
    }
  }

  @Test
  void otherCurrencyNeverEntersTheSum() {
    Listing dollars = new Listing(new Offer("Mug", new Money(1, "USD")), true, Stock.IN_STOCK, 9);
    PricedItem item = PricedItem.of(TWO_MUGS, dollars);
    assertEquals(euro(1999), item.unitPrice());
    assertEquals(List.of(Warning.PRICE_CHANGED), item.warnings());
  }

  @Test
  void subtotalIsTheSumOfTheLines() {
    Cart cart = cart(TWO_MUGS, new CartItem("tea", 3, new Offer("Tea", euro(450))));
    Listing tea = new Listing(new Offer("Tea", euro(400)), true, Stock.IN_STOCK, 9);
    Listing mug = new Listing(MUG, true, Stock.IN_STOCK, 9);
    assertEquals(
        euro(2 * 1999 + 3 * 400),
        PricedCart.of(cart, Map.of("mug", mug, "tea", tea), "EUR").subtotal());
    assertEquals(euro(2 * 1999 + 3 * 450), PricedCart.remembered(cart, "EUR").subtotal());
  }

  @Test
  void sumBeyondAllNumbersIsTheLargestOne() {
    Offer gold = new Offer("Gold", euro(1_000_000_000_000L));
    CartItem[] items =
        IntStream.range(0, 95)
            .mapToObj(i -> new CartItem("gold-" + i, 100_000, gold))
            .toArray(CartItem[]::new);
    PricedCart priced = PricedCart.remembered(cart(items), "EUR");
    assertEquals(euro(Long.MAX_VALUE), priced.subtotal());
    assertTrue(priced.costsTooMuch());
    assertFalse(PricedCart.remembered(cart(TWO_MUGS), "EUR").costsTooMuch());
  }

  @Test
  void emptyCartCostsNothingInTheShopsCurrency() {
    assertEquals(new Money(0, "CHF"), PricedCart.remembered(cart(), "CHF").subtotal());
  }

  private static List<Warning> warnings(Stock stock, long available) {
    return PricedItem.of(TWO_MUGS, new Listing(MUG, true, stock, available)).warnings();
  }

  private static Cart cart(CartItem... items) {
    return new Cart("id", "", 1, Instant.EPOCH, "EUR", List.of(items), Optional.empty(), 1);
  }

  private static Money euro(long cents) {
    return new Money(cents, "EUR");
  }
}
