/** Hot counts in Redis. */
@NullMarked
package io.ecart.inventory.redis;

import org.jspecify.annotations.NullMarked;
