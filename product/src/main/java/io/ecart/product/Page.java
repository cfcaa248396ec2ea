package io.ecart.product;

import io.ecart.product.ProductQuery.After;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some products, and where to go on.
 *
 * @param products in the order that was asked for
 * @param next null when there are no more
 */
public record Page(List<Product> products, @Nullable After next) {}
