package io.ecart.order;

/** Who gets the goods, and where. */
public record Recipient(Contact contact, Address address) {}
