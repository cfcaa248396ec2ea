/** What the other services tell. */
@NullMarked
package io.ecart.notification.kafka;

import org.jspecify.annotations.NullMarked;
