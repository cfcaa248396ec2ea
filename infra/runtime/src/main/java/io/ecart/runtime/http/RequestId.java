package io.ecart.runtime.http;

import io.ecart.runtime.observe.Trace;
import org.jspecify.annotations.Nullable;

/** The id by which a client finds its request again: the one it sent, or one that is made. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  private static final int LONGEST = 128;

  private RequestId() {}

  /**
   * @param sent what the client sent; made anew when it has no use as a header
   */
  public static String of(@Nullable String sent, Trace trace) {
    return sent != null && isUsable(sent) ? sent : trace.spanId();
  }

  private static boolean isUsable(String id) {
    return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(c -> c > ' ' && c < 127);
  }
}
