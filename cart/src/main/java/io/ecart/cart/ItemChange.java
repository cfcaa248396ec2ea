package io.ecart.cart;

import org.jspecify.annotations.Nullable;

/**
 * A change of one line.
 *
 * @param sku the product
 * @param mode what the quantity means
 * @param quantity of the product, from 0
 * @param offer what the line remembers from now on; null when the catalogue cannot be asked, which
 *     only a line that exists gets by with
 */
public record ItemChange(String sku, Mode mode, long quantity, @Nullable Offer offer) {

  /** Whether the quantity is added to what is there, or takes its place. */
  public enum Mode {
    ADD,
    SET
  }
}
