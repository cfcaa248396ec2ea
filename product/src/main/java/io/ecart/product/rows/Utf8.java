package io.ecart.product.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 strictly: what is not UTF-8 is an error, not a question mark. */
final class Utf8 {
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

  /** The text; null when the bytes are not UTF-8. */
  @Nullable String decode(ByteBuffer bytes) {
    try {
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
