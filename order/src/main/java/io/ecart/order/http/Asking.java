package io.ecart.order.http;

import io.ecart.order.Requester;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.observe.Trace;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the routes take from a call besides its body. */
final class Asking {
  private static final String ACCESS_KEY = "X-Order-Key";

  private Asking() {}

  /** To be called on the request's own context, before anything is waited for. */
  static Requester requester(Call call) {
    return new Requester(call.caller(), call.idempotencyKey(), Trace.current().traceparent());
  }

  static UUID orderId(Call call) {
    return Uuids.path(call, "id", "order");
  }

  static @Nullable String accessKey(Call call) {
    return call.header(ACCESS_KEY);
  }
}
