package io.ecart.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The time, wrong by as many seconds as a file says; a drill writes that file. */
final class SteeredClock extends Clock {
  private static final long LOOK_MS = 50;

  private final Path file;
  private volatile long wrongSeconds;

  private SteeredClock(Path file) {
    this.file = file;
  }

  /** Follows the file from now on; a file that cannot be read leaves the clock as it is. */
  static Clock by(Path file) {
    SteeredClock clock = new SteeredClock(file);
    Thread watch = new Thread(clock::follow, "steered-clock");
    watch.setDaemon(true);
    watch.start();
    return clock;
  }

  private void follow() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      wrongSeconds = Long.parseLong(Files.readString(file).trim());
    } catch (IOException | NumberFormatException beingWritten) {
      // The next look is soon.
    }
  }

  @Override
  public Instant instant() {
    return Instant.now().plusSeconds(wrongSeconds);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
