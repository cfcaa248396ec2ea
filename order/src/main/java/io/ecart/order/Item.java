package io.ecart.order;

/**
 * What is bought, as it was when it was bought.
 *
 * @param sku the product
 * @param name its name
 * @param unitPriceMinor its price in minor units of the order's currency
 */
public record Item(String sku, String name, long unitPriceMinor) {}
