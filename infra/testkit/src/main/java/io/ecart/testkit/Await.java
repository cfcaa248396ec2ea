package io.ecart.testkit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Waits on the test thread, always with a limit. Never to be called on an event loop, where nothing
 * would ever come true.
 */
public final class Await {
  /** How long is waited unless the caller says otherwise. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final long SHORTEST_REST_MS = 10;
  private static final long LONGEST_REST_MS = 50;

  private Await() {}

  /** The result of a future; its failure is thrown as it is, checked or not. */
  public static <T> T get(Future<T> future) {
    return get(future, LIMIT);
  }

  /**
   * @throws AssertionError when the future is not complete within {@code limit}
   */
  public static <T> T get(Future<T> future, Duration limit) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw Await.<RuntimeException>sneak(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("Not complete within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * The failure of a future that must fail.
   *
   * @throws AssertionError when it succeeds
   */
  public static Throwable failure(Future<?> future) {
    Object result;
    try {
      result = get(future.<Object>map(value -> value));
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable expected) {
      return expected;
    }
    throw new AssertionError("Expected a failure, got " + result);
  }

  /** Waits until a condition holds. */
  public static void until(BooleanSupplier condition) {
    until("the condition", LIMIT, condition);
  }

  /** Waits until a condition holds. */
  public static void until(String description, BooleanSupplier condition) {
    until(description, LIMIT, condition);
  }

  /**
   * @param description what is waited for, for the message of a failure
   * @throws AssertionError when the condition does not hold within {@code limit}
   */
  public static void until(String description, Duration limit, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long waited = System.nanoTime() - begin;
      if (waited > limit.toNanos()) {
        throw new AssertionError("Waited " + limit + " in vain for " + description);
      }
      rest(TimeUnit.NANOSECONDS.toMillis(waited));
    }
  }

  /** The longer it takes, the less asking has to keep the machine from what is waited for. */
  private static void rest(long waitedMs) {
    try {
      Thread.sleep(Math.max(SHORTEST_REST_MS, Math.min(LONGEST_REST_MS, waitedMs / 10)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Throws a checked exception where the compiler expects none: tests want the very cause. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable cause) throws E {
    throw (E) cause;
  }
}
