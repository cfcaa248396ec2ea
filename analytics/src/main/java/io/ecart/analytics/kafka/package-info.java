/** Events that analytics takes in. */
@NullMarked
package io.ecart.analytics.kafka;

import org.jspecify.annotations.NullMarked;
