/** Analytics' tables. */
@NullMarked
package io.ecart.analytics.postgres;

import org.jspecify.annotations.NullMarked;
