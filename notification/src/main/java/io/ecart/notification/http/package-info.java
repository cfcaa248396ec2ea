/** The HTTP routes. */
@NullMarked
package io.ecart.notification.http;

import org.jspecify.annotations.NullMarked;
