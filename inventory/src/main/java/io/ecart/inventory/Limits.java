package io.ecart.inventory;

/**
 * The part of a sku's policy that decides about selling, in units.
 *
 * @param safety kept back from selling
 * @param low at or under this many, stock is low
 * @param backorder how many may be promised beyond what is there
 */
public record Limits(long safety, long low, long backorder) {
  public static final Limits NONE = new Limits(0, 0, 0);
}
