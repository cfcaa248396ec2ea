/** The HTTP API of analytics. */
@NullMarked
package io.ecart.analytics.http;

import org.jspecify.annotations.NullMarked;
