package io.ecart.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as an order should have it. It names a line of the order, or a sku: then it means the
 * order's line of that sku, or a new one.
 *
 * @param lineId of the order; null when a sku is given
 * @param sku null when a line is given
 * @param quantity units in the end
 */
public record WantedLine(@Nullable UUID lineId, @Nullable String sku, int quantity) {}
