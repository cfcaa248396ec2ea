/** Typed settings from the environment: read once, all faults reported together. */
@NullMarked
package io.ecart.runtime.config;

import org.jspecify.annotations.NullMarked;
