package io.ecart.order;

/**
 * Units that an order no longer needs.
 *
 * @param sku the product
 * @param location where they were allocated
 * @param quantity units
 */
public record Release(String sku, String location, int quantity) {}
