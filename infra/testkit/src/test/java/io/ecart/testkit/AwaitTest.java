package io.ecart.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final Duration SHORT = Duration.ofMillis(30);

  @Test
  void givesTheResultOfAFuture() {
    assertEquals(1, Await.get(Future.succeededFuture(1)));
  }

  @Test
  void throwsTheVeryCauseOfAFailure() {
    IOException cause = new IOException("broken");
    assertSame(cause, assertThrows(IOException.class, () -> Await.get(Future.failedFuture(cause))));
    assertSame(cause, Await.failure(Future.failedFuture(cause)));
  }

  @Test
  void doesNotTakeASuccessForAFailure() {
    assertThrows(AssertionError.class, () -> Await.failure(Future.succeededFuture(1)));
  }

  @Test
  void doesNotWaitForEver() {
    Promise<String> never = Promise.promise();
    assertThrows(AssertionError.class, () -> Await.get(never.future(), SHORT));
    AssertionError e =
        assertThrows(AssertionError.class, () -> Await.until("a wonder", SHORT, () -> false));
    assertTrue(String.valueOf(e.getMessage()).contains("a wonder"));
  }

  @Test
  void looksAgainUntilTheConditionHolds() {
    AtomicInteger looks = new AtomicInteger();
    Await.until(() -> looks.incrementAndGet() == 3);
    assertEquals(3, looks.get());
  }
}
