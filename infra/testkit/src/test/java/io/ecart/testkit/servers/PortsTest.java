package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void givesNoPortTwice() {
    assertEquals(1_000, IntStream.generate(Ports::free).limit(1_000).distinct().count());
  }

  @Test
  void passesOverAPortThatSomebodyListensOn() throws IOException {
    int taken = Ports.free() + 1;
    try (ServerSocket ignored = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertNotEquals(taken, Ports.free());
    }
  }
}
