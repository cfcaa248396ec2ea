package io.ecart.order.http;

import io.ecart.order.Requester;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
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

  /**
   * The id of an order, of one of its papers, or of a return.
   *
   * @throws Problem {@code not_found}: what is no id names nothing
   */
  static UUID id(Call call, String name, String what) {
    UUID id = Bodies.pathId(call.path(name));
    if (id == null) {
      throw Problem.notFound(what + " " + call.path(name));
    }
    return id;
  }

  static UUID orderId(Call call) {
    return id(call, "id", "order");
  }

  static @Nullable String accessKey(Call call) {
    return call.header(ACCESS_KEY);
  }
}
