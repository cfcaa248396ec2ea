/** Demand, its forecast, and what to reorder: pure functions. */
@NullMarked
package io.ecart.analytics.demand;

import org.jspecify.annotations.NullMarked;
