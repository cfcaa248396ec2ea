/** Orders in Postgres. */
@NullMarked
package io.ecart.order.postgres;

import org.jspecify.annotations.NullMarked;
