/** The catalogue in Postgres. */
@NullMarked
package io.ecart.product.postgres;

import org.jspecify.annotations.NullMarked;
