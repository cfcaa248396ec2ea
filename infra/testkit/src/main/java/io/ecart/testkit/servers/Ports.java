package io.ecart.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.IntFunction;

/** Loopback ports. */
public final class Ports {
  private static final int CONNECT_TIMEOUT_MS = 200;
  private static final int TRIES = 5;

  private Ports() {}

  /**
   * A port that nobody listened on a moment ago. Somebody else may take it before the caller does,
   * so whoever binds it must be ready to ask again.
   */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
