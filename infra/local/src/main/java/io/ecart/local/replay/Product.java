package io.ecart.local.replay;

/**
 * A product as the file shows it.
 *
 * @param name what it is most often called
 * @param priceMinor what it most often costs, in pence
 */
record Product(String sku, String name, String category, long priceMinor) {}
