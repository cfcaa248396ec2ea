/** What the order service asks of other services, over HTTP. */
@NullMarked
package io.ecart.order.remote;

import org.jspecify.annotations.NullMarked;
