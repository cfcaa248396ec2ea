package io.ecart.local.replay;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells every two seconds how far the replay is. */
final class Progress implements AutoCloseable {
  private static final long EVERY_SECONDS = 2;

  private final Consumer<String> out;
  private final ScheduledExecutorService clock;
  private final Future<?> ticking;
  private final long begin = System.nanoTime();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong orders = new AtomicLong();
  private final AtomicLong shipments = new AtomicLong();
  private volatile String phase = "";
  private volatile long playingSince;
  private volatile long allRows;

  Progress(Consumer<String> out) {
    this.out = out;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    this.ticking =
        clock.scheduleAtFixedRate(this::tell, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Says a step that is worth a line of its own. */
  void say(String text) {
    out.accept(String.format(Locale.ROOT, "%6.1f s  %s", seconds(begin), text));
  }

  /** From now on rows are played. */
  void playing(long all) {
    allRows = all;
    playingSince = System.nanoTime();
  }

  /** What is done now; told every two seconds. */
  void phase(String text) {
    phase = text;
  }

  void rows(long read) {
    rows.set(read);
  }

  void ordered() {
    orders.incrementAndGet();
  }

  void shipped() {
    shipments.incrementAndGet();
  }

  double seconds() {
    return seconds(begin);
  }

  /** Seconds since the first row was played. */
  double playingSeconds() {
    return seconds(playingSince);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void tell() {
    if (phase.isEmpty()) {
      return;
    }
    double playing = playingSeconds();
    long done = rows.get();
    String eta =
        done == 0 || done >= allRows
            ? ""
            : String.format(Locale.ROOT, "  %.0f s left", playing * (allRows - done) / done);
    say(
        String.format(
            Locale.ROOT,
            "%s  %,d of %,d rows  %,d orders  %.0f orders/s  %,d shipped%s",
            phase,
            done,
            allRows,
            orders.get(),
            orders.get() / playing,
            shipments.get(),
            eta));
  }

  @Override
  public void close() {
    ticking.cancel(false);
    clock.shutdownNow();
  }
}
