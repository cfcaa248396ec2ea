package io.ecart.product;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets an import that names an idempotency key run once, whichever instance it comes to. A key goes
 * by its caller and name at first: what its request is can only be told when the body has been
 * read, which is when the import is done.
 */
public interface ImportKeys {

  /**
   * What an import came to.
   *
   * @param key the key with the hash of all that was read
   * @param reply the answer, to be given again
   */
  record Answered(IdempotencyKey key, Reply reply) {}

  /**
   * Runs an import while no other one runs under its key, and stores its answer.
   *
   * @param key its hash is not looked at
   * @return empty when there is an answer under the key already, and nothing was run; fails with
   *     {@code idempotency_in_flight} while another import runs under it
   */
  Future<Optional<Reply>> once(IdempotencyKey key, Supplier<Future<Answered>> run);

  /** The stored answer; fails with {@code idempotency_mismatch} when it is of another request. */
  Future<Optional<Reply>> find(IdempotencyKey key);
}
