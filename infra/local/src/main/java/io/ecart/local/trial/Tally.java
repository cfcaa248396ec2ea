package io.ecart.local.trial;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the customers met since the last mark. */
final class Tally {
  private static final int SHOWN = 5;

  /** One kind of request. */
  private static final class Kind {
    private long answered;
    private long failed;
    private long slowestNanos;
    private long longestGapNanos;
    private long lastSuccessNanos = System.nanoTime();

    private void note(boolean good, long beginNanos) {
      long now = System.nanoTime();
      slowestNanos = Math.max(slowestNanos, now - beginNanos);
      if (good) {
        answered++;
        closeGap(now);
        lastSuccessNanos = now;
      } else {
        failed++;
      }
    }

    private void closeGap(long now) {
      longestGapNanos = Math.max(longestGapNanos, now - lastSuccessNanos);
    }

    private String summary(String name) {
      closeGap(System.nanoTime());
      return String.format(
          Locale.ROOT,
          "%s %d, failed %d, slowest %d ms, longest without one %d ms",
          name,
          answered + failed,
          failed,
          TimeUnit.NANOSECONDS.toMillis(slowestNanos),
          TimeUnit.NANOSECONDS.toMillis(longestGapNanos));
    }
  }

  private Kind reads = new Kind();
  private Kind writes = new Kind();
  private final List<String> failures = new ArrayList<>();

  synchronized void read(boolean good, long beginNanos) {
    reads.note(good, beginNanos);
  }

  synchronized void write(boolean good, long beginNanos) {
    writes.note(good, beginNanos);
  }

  synchronized void failure(HttpRequest request, long beginNanos, String what) {
    if (failures.size() < SHOWN) {
      failures.add(
          String.format(
              Locale.ROOT,
              "%s %s %s after %d ms: %s",
              Instant.now(),
              request.method(),
              request.uri().getPath(),
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos),
              what));
    }
  }

  /** Ends a phase: tells of it in a line, and in one more for each of the first failures. */
  synchronized String mark(String phase) {
    StringBuilder told = new StringBuilder(phase);
    told.append(": ").append(reads.summary("reads")).append("; ").append(writes.summary("orders"));
    failures.forEach(failure -> told.append("\n    ").append(failure));
    reads = new Kind();
    writes = new Kind();
    failures.clear();
    return told.toString();
  }
}
