package io.ecart.cart;

/**
 * What a line says of its goods, as the catalogue had it when the customer last touched the line.
 *
 * @param name what is shown
 * @param price of one unit
 */
public record Offer(String name, Money price) {}
