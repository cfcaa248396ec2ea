package io.ecart.inventory;

import io.ecart.runtime.observe.Trace;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why and by whom something was done, as the ledger keeps it.
 *
 * @param reference what it belongs to, such as {@code order/<id>}; null for none
 * @param reason a word for it, such as {@code damaged}; null for none
 * @param actor who did it, such as {@code staff:018f…}
 * @param note free text; null for none
 * @param traceId the trace it belongs to; null for none
 */
public record Cause(
    @Nullable String reference,
    @Nullable String reason,
    String actor,
    @Nullable String note,
    @Nullable UUID traceId) {
  private static final int HALF = 16;

  /** A cause within the trace of the current request. */
  public static Cause of(@Nullable String reference, String actor) {
    return new Cause(reference, null, actor, null, traceId(Trace.current()));
  }

  public Cause because(@Nullable String why, @Nullable String text) {
    return new Cause(reference, why, actor, text, traceId);
  }

  /** The same, done to what another reference names. */
  public Cause about(String other) {
    return new Cause(other, reason, actor, note, traceId);
  }

  /** The 32 hex digits of a trace's id, in 16 bytes. */
  public static UUID traceId(Trace trace) {
    String hex = trace.traceId();
    return new UUID(
        Long.parseUnsignedLong(hex, 0, HALF, 16), Long.parseUnsignedLong(hex, HALF, 2 * HALF, 16));
  }
}
