package io.ecart.testkit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Loopback ports. */
public final class Ports {
  /**
   * Ports are given out in turn from here on: below those that systems take for outgoing
   * connections, and never the same twice at once, as happens when the system is asked for any.
   */
  static final int FIRST = 10_100;

  private static final int COUNT = 7_900;

  /**
   * A program takes whole blocks of ports: it listens on the first of each for as long as it lives,
   * so that another program passes over the block, and nobody takes a port between its being given
   * out and its being bound.
   */
  static final int BLOCK = 50;

  private static final Map<Integer, ServerSocket> BLOCK_TO_GUARD = new ConcurrentHashMap<>();

  /** From anywhere, so that programs seldom try the same block. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private static final int CONNECT_TIMEOUT_MS = 200;
  private static final int TRIES = 5;

  private Ports() {}

  /**
   * A port that nobody listened on a moment ago, and another one each time. A program that does not
   * ask here may take it before the caller does.
   */
  public static synchronized int free() {
    for (int tries = 0; tries < COUNT; tries++) {
      int number = Math.floorMod(NEXT.getAndIncrement(), COUNT);
      boolean isGuard = number % BLOCK == 0;
      if (!isGuard && isOurs(number / BLOCK) && isFree(FIRST + number)) {
        return FIRST + number;
      }
    }
    throw new IllegalStateException("All ports from " + FIRST + " on are taken");
  }

  private static boolean isOurs(int block) {
    if (BLOCK_TO_GUARD.containsKey(block)) {
      return true;
    }
    try {
      BLOCK_TO_GUARD.put(block, listen(FIRST + block * BLOCK));
      return true;
    } catch (IOException somebodyElses) {
      return false;
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * Starts something on a port.
   *
   * @param wanted the port; 0 for any, so that another is tried when one is taken meanwhile
   * @param starter starts it, and throws {@link PortTakenException} when the port is taken
   */
  static <T> T bind(int wanted, IntFunction<T> starter) {
    if (wanted != 0) {
      return starter.apply(wanted);
    }
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return starter.apply(free());
      } catch (PortTakenException e) {
        // Another process was quicker; there are more ports.
      }
    }
    return starter.apply(free());
  }

  /** Whether somebody accepts connections on a loopback port now. */
  public static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
