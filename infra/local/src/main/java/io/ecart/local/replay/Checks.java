package io.ecart.local.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Holds the shop against the books, giving it time to carry out what is still on its way. */
final class Checks {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final List<Check> checks = new ArrayList<>();
  private final Progress progress;
  private final Duration limit;
  private final int skus;

  /**
   * @param limit how long to wait for each check to hold
   * @param skus how many skus each looks at
   */
  Checks(Progress progress, Duration limit, int skus) {
    this.progress = progress;
    this.limit = limit;
    this.skus = skus;
  }

  /**
   * Asks until there are no differences or the limit is over.
   *
   * @param differences one text per sku that differs
   */
  void untilNone(String name, Supplier<List<String>> differences) {
    long begin = System.nanoTime();
    List<String> left = differences.get();
    while (!left.isEmpty() && System.nanoTime() - begin < limit.toNanos()) {
      progress.say("waiting for " + left.size() + " skus: " + name);
      pause();
      left = differences.get();
    }
    checks.add(new Check(name, skus, left, (System.nanoTime() - begin) / 1e9));
  }

  void once(String name, List<String> differences) {
    checks.add(new Check(name, skus, differences, 0));
  }

  List<Check> all() {
    return checks;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("Interrupted", e);
    }
  }
}
