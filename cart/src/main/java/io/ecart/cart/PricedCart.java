package io.ecart.cart;

import java.util.List;
import java.util.Map;

/**
 * A cart as the customer sees it: with the names, prices and warnings of this moment.
 *
 * @param cart what is stored
 * @param items its lines, in the same order
 * @param subtotal what the lines cost together; the largest number for more than that, which prices
 *     that rise later may come to
 */
public record PricedCart(Cart cart, List<PricedItem> items, Money subtotal) {

  public PricedCart {
    items = List.copyOf(items);
  }

  static PricedCart of(Cart cart, Map<String, Listing> listings, String shopCurrency) {
    return of(
        cart,
        cart.items().stream().map(i -> PricedItem.of(i, listings.get(i.sku()))).toList(),
        shopCurrency);
  }

  /** From what the lines remember: for when the catalogue cannot be asked. */
  static PricedCart remembered(Cart cart, String shopCurrency) {
    return of(cart, cart.items().stream().map(PricedItem::remembered).toList(), shopCurrency);
  }

  private static PricedCart of(Cart cart, List<PricedItem> items, String shopCurrency) {
    String currency = items.isEmpty() ? shopCurrency : items.get(0).unitPrice().currency();
    return new PricedCart(cart, items, new Money(sum(items), currency));
  }

  private static long sum(List<PricedItem> items) {
    try {
      return items.stream().mapToLong(i -> i.lineTotal().amount()).reduce(0, Math::addExact);
    } catch (ArithmeticException beyondAllNumbers) {
      return Long.MAX_VALUE;
    }
  }

  /** Prices may have risen since things were put in. */
  boolean costsTooMuch() {
    return subtotal.amount() > CartLimits.MAX_TOTAL;
  }
}
