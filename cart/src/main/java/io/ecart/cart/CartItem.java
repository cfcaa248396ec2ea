package io.ecart.cart;

/**
 * One line as it is stored.
 *
 * @param sku one line per sku
 * @param quantity at least 1
 * @param offer name and price when the line was last touched
 */
public record CartItem(String sku, long quantity, Offer offer) {}
