/** What the catalogue tells. */
@NullMarked
package io.ecart.cart.kafka;

import org.jspecify.annotations.NullMarked;
