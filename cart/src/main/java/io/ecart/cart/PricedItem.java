package io.ecart.cart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line as the customer sees it.
 *
 * @param sku the product
 * @param name its name
 * @param quantity at least 1
 * @param unitPrice what one costs now
 * @param warnings what has changed, in the order of {@link Warning}
 */
public record PricedItem(
    String sku, String name, long quantity, Money unitPrice, List<Warning> warnings) {

  public PricedItem {
    warnings = List.copyOf(warnings);
  }

  public Money lineTotal() {
    return unitPrice.times(quantity);
  }

  /** When the catalogue cannot be asked: as it was when the customer last touched the line. */
  static PricedItem remembered(CartItem item) {
    Offer offer = item.offer();
    return new PricedItem(item.sku(), offer.name(), item.quantity(), offer.price(), List.of());
  }

  /**
   * @param listing what the catalogue says; null when it does not have the product any more
   */
  static PricedItem of(CartItem item, @Nullable Listing listing) {
    if (listing == null || !listing.sold()) {
      Offer last = listing == null ? item.offer() : listing.offer();
      return new PricedItem(
          item.sku(),
          last.name(),
          item.quantity(),
          item.offer().price(),
          List.of(Warning.ARCHIVED));
    }
    Money then = item.offer().price();
    Money now = listing.offer().price();
    List<Warning> warnings = new ArrayList<>();
    if (!now.equals(then)) {
      warnings.add(Warning.PRICE_CHANGED);
    }
    addStockWarning(warnings, item.quantity(), listing);
    // A cart has one currency; should the catalogue change a product's, the order service decides.
    Money shown = now.currency().equals(then.currency()) ? now : then;
    return new PricedItem(item.sku(), listing.offer().name(), item.quantity(), shown, warnings);
  }

  private static void addStockWarning(List<Warning> warnings, long wanted, Listing listing) {
    switch (listing.stock()) {
      case OUT_OF_STOCK -> warnings.add(Warning.OUT_OF_STOCK);
      case LOW_STOCK -> warnings.add(Warning.LOW_STOCK);
      case IN_STOCK -> {
        if (listing.available() < wanted) {
          warnings.add(Warning.LOW_STOCK);
        }
      }
      case BACKORDER, UNKNOWN -> {
        // Nothing the customer would need to act upon.
      }
    }
  }
}
