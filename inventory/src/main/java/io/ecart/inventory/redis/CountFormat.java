package io.ecart.inventory.redis;

import io.ecart.inventory.Count;
import io.ecart.inventory.Limits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a count is written in Redis: {@code <epoch> <version> <room> <low> <backorder>}. */
final class CountFormat {
  static final String EPOCH_KEY = "stock:epoch";

  private CountFormat() {}

  /** The key of a sku's count; the braces let a cluster spread skus over its nodes. */
  static String key(String sku) {
    return "stock:{" + sku + "}";
  }

  /** All but the epoch, which the script puts in front. */
  static String write(Count count) {
    return count.version()
        + " "
        + count.room()
        + " "
        + count.limits().low()
        + " "
        + count.limits().backorder();
  }

  /** The count; null when there is none, or one of another filling. */
  static @Nullable Count read(byte @Nullable [] stored, String epoch) {
    if (stored == null) {
      return null;
    }
    String text = new String(stored, StandardCharsets.ISO_8859_1);
    int start = epoch.length() + 1;
    if (!text.startsWith(epoch) || text.length() <= start || text.charAt(start - 1) != ' ') {
      return null;
    }
    int version = text.indexOf(' ', start);
    int room = text.indexOf(' ', version + 1);
    int low = text.indexOf(' ', room + 1);
    return new Count(
        Long.parseLong(text, version + 1, room, 10),
        new Limits(
            0,
            Long.parseLong(text, room + 1, low, 10),
            Long.parseLong(text, low + 1, text.length(), 10)),
        Long.parseLong(text, start, version, 10));
  }
}
