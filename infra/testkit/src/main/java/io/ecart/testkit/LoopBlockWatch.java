package io.ecart.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails a test class during which an event loop was blocked: Vert.x then logs a warning that nobody
 * would read. Registers itself wherever this module is on a test's class path (see {@code
 * junit-platform.properties} and {@code META-INF/services}).
 */
public final class LoopBlockWatch implements BeforeAllCallback, AfterAllCallback {
  static final String LOGGER = "io.vertx.core.impl.BlockedThreadChecker";

  private static final int LIMIT = 10;
  private static final Collector COLLECTOR = new Collector();

  @Override
  public void beforeAll(ExtensionContext context) {
    COLLECTOR.attach();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> warnings = COLLECTOR.drain();
    if (!warnings.isEmpty()) {
      throw new AssertionError("A thread of Vert.x was blocked: " + warnings);
    }
  }

  /** Whether the next {@link #afterAll} would fail. */
  static boolean hasSeenSomething() {
    return !COLLECTOR.warnings.isEmpty();
  }

  /** Keeps what the checker logs until it is asked for. */
  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private final Queue<String> warnings = new ArrayBlockingQueue<>(LIMIT);

    synchronized void attach() {
      if (!isStarted() && LoggerFactory.getLogger(LOGGER) instanceof Logger logger) {
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
      }
    }

    List<String> drain() {
      List<String> drained = new ArrayList<>();
      for (String each = warnings.poll(); each != null; each = warnings.poll()) {
        drained.add(each);
      }
      return drained;
    }

    @Override
    protected void append(ILoggingEvent event) {
      // A thread that stays blocked is reported again and again; the first reports are enough.
      warnings.offer(event.getFormattedMessage());
    }
  }
}
