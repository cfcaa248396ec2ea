/** Redis: connection and scripts. */
@NullMarked
package io.ecart.runtime.redis;

import org.jspecify.annotations.NullMarked;
