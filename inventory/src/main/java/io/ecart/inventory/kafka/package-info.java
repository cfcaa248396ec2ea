/** What order events mean for stock. */
@NullMarked
package io.ecart.inventory.kafka;

import org.jspecify.annotations.NullMarked;
