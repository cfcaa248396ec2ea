package io.ecart.product.http;

import io.ecart.product.rows.RowFormat;
import io.ecart.runtime.http.IdempotencyKey;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a repeat of an import from another one, by what is seen of the body as it passes. */
final class BodyHash {
  private final IdempotencyKey named;
  private final MessageDigest digest;

  /**
   * @param named the key as the request names it, with the hash of method and path
   * @param format as which the body is read: the same bytes as another are another import
   */
  BodyHash(IdempotencyKey named, RowFormat format) {
    this.named = named;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
    String head = named.requestHash() + " " + format.mediaType() + " ";
    digest.update(head.getBytes(StandardCharsets.UTF_8));
  }

  void add(Buffer chunk) {
    digest.update(chunk.getBytes());
  }

  /** The key with the hash of all; to be called once, at the end. */
  IdempotencyKey key() {
    String hash = HexFormat.of().formatHex(digest.digest());
    return new IdempotencyKey(named.caller(), named.key(), hash, named.path(), named.traceId());
  }
}
