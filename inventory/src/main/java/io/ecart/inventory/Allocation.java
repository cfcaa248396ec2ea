package io.ecart.inventory;

/** Units taken from one location. */
public record Allocation(String location, long quantity) {}
