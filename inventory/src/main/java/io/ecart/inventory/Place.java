package io.ecart.inventory;

/** A sku at a location. */
public record Place(String sku, String location) {}
