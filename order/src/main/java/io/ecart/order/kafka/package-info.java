/** What the order service listens to. */
@NullMarked
package io.ecart.order.kafka;

import org.jspecify.annotations.NullMarked;
