/** What other services tell, as this one takes it. */
@NullMarked
package io.ecart.product.kafka;

import org.jspecify.annotations.NullMarked;
