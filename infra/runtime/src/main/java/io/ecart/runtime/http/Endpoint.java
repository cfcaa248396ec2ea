package io.ecart.runtime.http;

import io.vertx.core.Future;

/** What a route does: a call in, a reply out. A failed future becomes a problem answer. */
@FunctionalInterface
public interface Endpoint {
  Future<Reply> handle(Call call);
}
