/** Finding and calling other services: records, balancing, circuit breaker. */
@NullMarked
package io.ecart.runtime.discovery;

import org.jspecify.annotations.NullMarked;
