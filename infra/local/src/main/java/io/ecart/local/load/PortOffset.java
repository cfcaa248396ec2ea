package io.ecart.local.load;

import io.ecart.testkit.servers.Ports;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Room for one more system on this machine. */
public final class PortOffset {
  private static final int FIRST = 10_000;
  private static final int LAST = 23_000;
  private static final int TRIES = 100;

  private PortOffset() {}

  /** An offset at which none of the contract's ports is taken. */
  public static int free() {
    for (int tries = 0; tries < TRIES; tries++) {
      int offset = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      boolean free =
          IntStream.of(8025, 8080, 8081, 8082, 8083, 8084, 8085, 8086)
              .noneMatch(
                  port -> Ports.isOpen(port + offset) || Ports.isOpen(port + 1_000 + offset));
      if (free) {
        return offset;
      }
    }
    throw new IllegalStateException("No free ports were found");
  }
}
