package io.ecart.runtime.observe;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
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
  /** Version 00 ends with the flags, a later one may say more; ids of zeros are none. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff|00-.{53})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int MAX_LENGTH = 64;

  /** Who begins a trace here makes no spans, so nobody else needs to. */
  private static final String NOT_SAMPLED = "00";

  /** Continues the given trace, or begins one, and keeps it on the current context. */
  public static Trace accept(@Nullable String traceparent) {
    ContextInternal context = ContextInternal.current();
    // Where spans are made, Vert.x has read the header already.
    Trace span = context == null || context.tracer() == null ? null : Tracing.ofRequest();
    Trace trace = span == null ? continued(traceparent) : span;
    if (context != null) {
      TraceLocal.KEY.put(context, AccessMode.CONCURRENT, trace);
    }
    return trace;
  }

  /** Reads the header; null when there is none, or none that can be read. */
  public static @Nullable Trace parse(@Nullable String traceparent) {
    if (traceparent == null || traceparent.length() > MAX_LENGTH) {
      return null;
    }
    var matcher = TRACEPARENT.matcher(traceparent);
    return matcher.matches()
        ? new Trace(matcher.group(1), matcher.group(2), matcher.group(3))
        : null;
  }

  boolean sampled() {
    return (Integer.parseInt(flags, 16) & 1) == 1;
  }

  /** The trace of the current context; a new one when there is none. */
  public static Trace current() {
    Trace known = known();
    return known == null ? continued(null) : known;
  }

  /** The trace of the current context; null when there is none. */
  static @Nullable Trace known() {
    Context context = Vertx.currentContext();
    return context == null ? null : TraceLocal.KEY.get(context, AccessMode.CONCURRENT);
  }

  /** The header that passes this trace on. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  private static Trace continued(@Nullable String traceparent) {
    Trace given = parse(traceparent);
    return given == null
        ? new Trace(randomHex() + randomHex(), randomHex(), NOT_SAMPLED)
        : new Trace(given.traceId(), randomHex(), given.flags());
  }

  private static String randomHex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
