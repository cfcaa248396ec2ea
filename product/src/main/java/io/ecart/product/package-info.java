/** The catalogue: products, search, import and export, and whether things are in stock. */
@NullMarked
package io.ecart.product;

import org.jspecify.annotations.NullMarked;
