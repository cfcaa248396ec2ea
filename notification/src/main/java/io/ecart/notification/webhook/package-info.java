/** Webhooks after the Standard Webhooks specification. */
@NullMarked
package io.ecart.notification.webhook;

import org.jspecify.annotations.NullMarked;
