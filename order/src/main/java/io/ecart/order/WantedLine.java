package io.ecart.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as an order should have it. It names a line of the order, or only a sku: then it means
 * the order's line of that sku, or a new one.
 *
 * @param lineId of the order; null when only a sku is given
 * @param sku null when only a line is given; else the line's own
 * @param quantity units in the end
 */
public record WantedLine(@Nullable UUID lineId, @Nullable String sku, int quantity) {}
