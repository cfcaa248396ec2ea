package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

  @Test
  void twoServersShareNothing() throws IOException {
    try (RedisServer one = RedisServer.start(RedisOptions.throwAway());
        RedisServer two = RedisServer.start(RedisOptions.throwAway())) {
      assertNotEquals(one.port(), two.port());
      assertEquals("+OK", ask(one, "SET k v"));
      assertEquals("$-1", ask(two, "GET k"));
    }
  }

  @Test
  void losesAllWhenItHasNoFolder() throws IOException {
    try (RedisServer server = RedisServer.start(RedisOptions.throwAway())) {
      int port = server.port();
      ask(server, "SET k v");
      server.kill();
      assertFalse(server.isRunning());
      assertFalse(Ports.isOpen(port));
      server.restart();
      assertEquals(port, server.port());
      assertEquals("$-1", ask(server, "GET k"));
    }
  }

  @Test
  void keepsItsDataInAFolder(@TempDir Path folder) throws IOException {
    RedisOptions options = RedisOptions.keptIn(folder);
    try (RedisServer first = RedisServer.start(options)) {
      ask(first, "SET k v");
      first.restart();
      assertEquals("$1", ask(first, "GET k"));
    }
    try (RedisServer second = RedisServer.start(options)) {
      assertEquals("$1", ask(second, "GET k"));
    }
  }

  @Test
  void refusesAFolderThatIsInUse(@TempDir Path folder) {
    RedisOptions options = RedisOptions.keptIn(folder);
    try (RedisServer first = RedisServer.start(options)) {
      assertThrows(IllegalStateException.class, () -> RedisServer.start(options));
      assertTrue(first.isRunning());
    }
  }

  @Test
  void refusesWritesBeyondItsMemory() throws IOException {
    RedisOptions options = RedisOptions.throwAway().withMaxMemoryMb(1);
    try (RedisServer server = RedisServer.start(options)) {
      String answer = "";
      for (int i = 0; i < 100 && !answer.startsWith("-OOM"); i++) {
        answer = ask(server, "SETRANGE k" + i + " 100000 x");
      }
      assertTrue(answer.startsWith("-OOM"), answer);
    }
  }

  private static String ask(RedisServer server, String command) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      InputStreamReader in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
      return new BufferedReader(in).readLine();
    }
  }
}
