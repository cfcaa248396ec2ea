package io.ecart.cart;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes the ids of carts: UUIDv7 (RFC 9562) whose 74 random bits all come from a {@link
 * SecureRandom}. Generators that count up within a millisecond would let the next id be guessed,
 * and a guest cart belongs to whoever knows its id.
 */
public final class CartIds {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public CartIds(Clock clock) {
    this.clock = clock;
  }

  public String next() {
    long high = clock.millis() << 16 | VERSION_7 | (random.nextInt() & 0xfff);
    long low = VARIANT | random.nextLong() >>> 2;
    return new UUID(high, low).toString();
  }

  /** Whether a text can be the id of a cart at all. */
  public static boolean isId(String text) {
    return UUID_TEXT.matcher(text).matches();
  }
}
