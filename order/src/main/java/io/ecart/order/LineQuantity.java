package io.ecart.order;

import java.util.UUID;

/**
 * Units of one line of an order, as a client asks for them.
 *
 * @param lineId the order's line
 * @param quantity units, at least 1
 */
public record LineQuantity(UUID lineId, int quantity) {}
