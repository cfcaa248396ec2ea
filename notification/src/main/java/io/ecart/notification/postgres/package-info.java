/** The stores in Postgres. */
@NullMarked
package io.ecart.notification.postgres;

import org.jspecify.annotations.NullMarked;
