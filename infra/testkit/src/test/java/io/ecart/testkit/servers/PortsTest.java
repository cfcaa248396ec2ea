package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  private static final int MANY = 500;

  @Test
  void givesNoPortTwice() {
    assertEquals(1_000, IntStream.generate(Ports::free).limit(1_000).distinct().count());
  }

  /** Two programs that ask at the same time: this one, and another JVM. */
  @Test
  void givesNoPortThatAnotherProgramWasGiven() throws Exception {
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-cp",
      System.getProperty("java.class.path"),
      PortsTest.class.getName()
    };
    // What a JVM has to say of itself goes elsewhere.
    Process other = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (BufferedReader lines = other.inputReader()) {
      Set<String> theirs = Set.of(lines.readLine().split(" "));
      assertEquals(MANY, theirs.size());
      assertTrue(theirs.stream().map(PortsTest::guardOf).distinct().allMatch(Ports::isOpen));
      for (int i = 0; i < MANY; i++) {
        String ours = Integer.toString(Ports.free());
        assertFalse(theirs.contains(ours), ours);
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static int guardOf(String given) {
    int port = Integer.parseInt(given);
    return port - (port - Ports.FIRST) % Ports.BLOCK;
  }

  /** Takes many ports, tells which, and keeps them until its input ends. */
  public static void main(String[] args) throws IOException {
    System.out.println(
        IntStream.generate(Ports::free)
            .limit(MANY)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" ")));
    int end = System.in.read();
    System.exit(end + 1);
  }

  @Test
  void passesOverAPortThatSomebodyListensOn() throws IOException {
    int taken = Ports.free() + 1;
    try (ServerSocket ignored = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertNotEquals(taken, Ports.free());
    }
  }
}
