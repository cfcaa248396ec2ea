/** Sales, demand and replenishment, told from events alone. */
@NullMarked
package io.ecart.analytics;

import org.jspecify.annotations.NullMarked;
