/** Carts, idempotency and the event outbox in Redis. */
@NullMarked
package io.ecart.cart.redis;

import org.jspecify.annotations.NullMarked;
