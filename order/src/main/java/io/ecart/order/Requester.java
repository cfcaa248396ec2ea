package io.ecart.order;

import io.ecart.order.OrderEvent.Cause;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a step, and how the request is told from others.
 *
 * @param caller whose rights count
 * @param key null when the client gave none
 * @param traceparent the trace of the request
 */
public record Requester(Caller caller, @Nullable IdempotencyKey key, String traceparent) {

  Cause cause() {
    return new Cause(caller.actor(), traceparent);
  }
}
