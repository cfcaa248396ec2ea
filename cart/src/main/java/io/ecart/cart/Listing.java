package io.ecart.cart;

/**
 * What the catalogue says of a product now.
 *
 * @param offer its name and price
 * @param sold whether it can be bought at all
 * @param stock how it stands with its stock
 * @param available units that can be bought now; meaningless when {@code stock} is unknown
 */
public record Listing(Offer offer, boolean sold, Stock stock, long available) {

  /** Availability in the catalogue's words. */
  public enum Stock {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    BACKORDER,
    UNKNOWN
  }
}
