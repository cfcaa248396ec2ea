package io.ecart.testkit.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Loopback ports. */
public final class Ports {
  /**
   * Ports are given out in turn from here on: below those that systems take for outgoing
   * connections, and never the same twice at once, as happens when the system is asked for any.
   */
  private static final int FIRST = 10_100;

  private static final int COUNT = 7_900;

  /** From anywhere, so that two programs at a time seldom meet. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private static final int CONNECT_TIMEOUT_MS = 200;
  private static final int TRIES = 5;

  private Ports() {}

  /**
   * A port that nobody listened on a moment ago, and another one each time. Another program may
   * take it before the caller does, so whoever binds it must be ready to ask again.
   */
  public static int free() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("All ports from " + FIRST + " on are taken");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
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
