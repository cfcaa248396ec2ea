package io.ecart.runtime.http;

import io.vertx.core.Future;

/** What a streaming route does; the future ends when the answer has been sent. */
@FunctionalInterface
public interface StreamEndpoint {
  Future<Void> handle(Call call);
}
