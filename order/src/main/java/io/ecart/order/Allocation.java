package io.ecart.order;

/**
 * Units promised from one location.
 *
 * @param location its code
 * @param quantity units, at least 1
 */
public record Allocation(String location, int quantity) {}
