package io.ecart.product.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a paused request's body chunk by chunk, each only when it is asked for: what is not asked
 * for stays with the client, so a body of any length needs no more memory than a chunk.
 */
final class BodyChunks {

  /** The client went away before it had sent all. */
  static final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGone(Throwable cause) {
      super(cause.toString(), null, false, false);
    }
  }

  private final HttpServerRequest request;
  private final Consumer<Buffer> seen;
  private @Nullable Promise<Optional<Buffer>> asked;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * @param seen is shown every chunk, in order
   */
  BodyChunks(HttpServerRequest request, Consumer<Buffer> seen) {
    this.request = request;
    this.seen = seen;
    request.handler(
        chunk -> {
          seen.accept(chunk);
          answer(Optional.of(chunk));
        });
    request.endHandler(
        end -> {
          ended = true;
          answer(Optional.empty());
        });
    request.exceptionHandler(this::fail);
  }

  /** The next chunk; empty at the end; fails with {@link ClientGone}. */
  Future<Optional<Buffer>> next() {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    if (ended) {
      return Future.succeededFuture(Optional.empty());
    }
    Promise<Optional<Buffer>> promise = Promise.promise();
    asked = promise;
    request.fetch(1);
    return promise.future();
  }

  /** Lets the rest pass: it is seen, and not kept. */
  Future<Void> rest() {
    request.handler(seen::accept);
    Future<Optional<Buffer>> end = next();
    request.resume();
    return end.mapEmpty();
  }

  private void answer(Optional<Buffer> chunk) {
    Promise<Optional<Buffer>> promise = asked;
    asked = null;
    if (promise != null) {
      promise.complete(chunk);
    }
  }

  private void fail(Throwable cause) {
    ClientGone gone = new ClientGone(cause);
    failure = gone;
    Promise<Optional<Buffer>> promise = asked;
    asked = null;
    if (promise != null) {
      promise.fail(gone);
    }
  }
}
