/** Carts and checkout. */
@NullMarked
package io.ecart.cart;

import org.jspecify.annotations.NullMarked;
