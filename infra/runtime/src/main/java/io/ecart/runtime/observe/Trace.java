package io.ecart.runtime.observe;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.AccessMode;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context: which trace the work on this Vert.x context belongs to.
 *
 * @param traceId 32 hex digits, one for all that one request sets in motion
 * @param spanId 16 hex digits, this step
 * @param flags two hex digits; {@code 01} means sampled
 */
public record Trace(String traceId, String spanId, String flags) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}).*");
  private static final String NO_ID = "0".repeat(32);

  /** Continues the given trace, or begins one, and keeps it on the current context. */
  public static Trace accept(@Nullable String traceparent) {
    Trace trace = continued(traceparent);
    Context context = Vertx.currentContext();
    if (context != null) {
      TraceLocal.KEY.put(context, AccessMode.CONCURRENT, trace);
    }
    return trace;
  }

  /** The trace of the current context; a new one when there is none. */
  public static Trace current() {
    Context context = Vertx.currentContext();
    Trace known = context == null ? null : TraceLocal.KEY.get(context, AccessMode.CONCURRENT);
    return known == null ? continued(null) : known;
  }

  /** The header that passes this trace on. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  private static Trace continued(@Nullable String traceparent) {
    if (traceparent != null && traceparent.length() <= 64) {
      var matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches() && !NO_ID.equals(matcher.group(1))) {
        return new Trace(matcher.group(1), randomHex(), matcher.group(3));
      }
    }
    return new Trace(randomHex() + randomHex(), randomHex(), "01");
  }

  private static String randomHex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
