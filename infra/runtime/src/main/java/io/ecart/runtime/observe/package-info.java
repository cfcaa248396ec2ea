/** Metrics, health, logs and trace context. */
@NullMarked
package io.ecart.runtime.observe;

import org.jspecify.annotations.NullMarked;
