package io.ecart.inventory;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** New ids: UUIDv7, so that rows written together stand together in the index. */
public final class Ids {
  private static final int VERSION = 7;

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** A short name that nothing else has. */
  public static String random() {
    return Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits(), Character.MAX_RADIX);
  }

  /** When an id was made, in ms since 1970; the beginning of time for ids that do not say. */
  public static long madeAtMs(UUID id) {
    return id.version() == VERSION ? id.getMostSignificantBits() >>> 16 : 0;
  }
}
