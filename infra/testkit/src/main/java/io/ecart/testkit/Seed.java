package io.ecart.testkit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;

/**
 * The seed of a random history: another one each time, printed, and named in a failure. {@code
 * -Decart.seed=} takes the same choices again; what happens at the same time may still happen in
 * another order.
 */
public final class Seed {
  private static final String PROPERTY = "ecart.seed";
  private static final long BOUND = 1_000_000;

  private Seed() {}

  /**
   * Runs a history.
   *
   * @throws AssertionError when it fails; the message names the seed
   */
  public static void run(LongConsumer history) {
    long seed = Long.getLong(PROPERTY, ThreadLocalRandom.current().nextLong(BOUND));
    System.out.println("-D" + PROPERTY + "=" + seed);
    try {
      history.accept(seed);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("With -D" + PROPERTY + "=" + seed + ": " + e.getMessage(), e);
    }
  }
}
