package io.ecart.runtime.http;

import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;

/**
 * When whoever waits for the current request gives up. A caller tells it in the header {@value
 * #HEADER} as the milliseconds that it will go on waiting, for the clocks of two machines differ;
 * the calls that the request makes in turn end no later. Times are those of {@link
 * System#nanoTime()}. Vert.x loads this as a service, since places in its contexts must be reserved
 * before the first of them is made.
 */
public final class Deadline implements VertxServiceProvider {
  public static final String HEADER = "X-Timeout-Ms";

  private static final ContextLocal<Long> NANOS = ContextLocal.registerLocal(Long.class);

  /** Longer numbers are as good as none. */
  private static final int MAX_DIGITS = 9;

  @Override
  public void init(VertxBootstrap bootstrap) {
    // Loading the class has reserved the place.
  }

  /** Keeps the deadline of a request on its context; a header that is no number tells of none. */
  static void accept(@Nullable String header) {
    long leftMs = header == null ? -1 : number(header);
    ContextInternal context = ContextInternal.current();
    if (leftMs >= 0 && context != null) {
      NANOS.put(context, AccessMode.CONCURRENT, System.nanoTime() + leftMs * 1_000_000);
    }
  }

  private static long number(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == MAX_DIGITS) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return digits.isEmpty() ? -1 : number;
  }

  /** The earlier of a time and the deadline of the current request, if it has one. */
  public static long earlier(long nanos) {
    ContextInternal context = ContextInternal.current();
    Long own = context == null ? null : NANOS.get(context, AccessMode.CONCURRENT);
    return own != null && own - nanos < 0 ? own : nanos;
  }

  /** Whether nobody waits for the current request any more. */
  static boolean hasPassed() {
    long now = System.nanoTime();
    return earlier(now) - now < 0;
  }
}
