/** The HTTP API of a service: routes, calls, replies, problems, idempotency. */
@NullMarked
package io.ecart.runtime.http;

import org.jspecify.annotations.NullMarked;
