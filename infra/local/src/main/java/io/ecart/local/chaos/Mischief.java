package io.ecart.local.chaos;

import io.ecart.local.load.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Causes faults; each is over when the call returns. */
final class Mischief {
  private static final String APPENDED = "appendonly.aof";
  private static final long JUMP_SECONDS = World.HOLD.toSeconds() + 5;

  private final World world;
  private final long ms;
  private final long kafkaMs;

  /**
   * @param ms how long a fault lasts that has a length
   * @param kafkaMs how long Kafka is away
   */
  Mischief(World world, long ms, long kafkaMs) {
    this.world = world;
    this.ms = ms;
    this.kafkaMs = kafkaMs;
  }

  void cause(Fault fault) {
    switch (fault) {
      case KILL_SERVICES -> world.services().kill();
      case KILL_REDIS -> during(ms, world.redis()::kill, world.redis()::restart);
      case FLUSH_REDIS -> flushRedis();
      case OLD_REDIS -> restartRedisWithOldData();
      case KILL_POSTGRES -> during(ms, world.postgres()::kill, world.postgres()::restart);
      case STALL_POSTGRES -> stallPostgres();
      case STOP_KAFKA -> during(kafkaMs, world.kafka()::stop, world.kafka()::restart);
      case CUT_NETWORK -> during(ms, world.cable()::cut, world.cable()::mend);
      case CLAMP_NETWORK -> during(ms, world.cable()::clamp, world.cable()::mend);
      case JUMP_CLOCK -> during(ms, () -> world.setClock(JUMP_SECONDS), () -> world.setClock(0));
    }
  }

  private static void during(long ms, Runnable begin, Runnable end) {
    begin.run();
    Child.pause(ms);
    end.run();
  }

  private void flushRedis() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.redis().port())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(3);
      if (!new String(answer, StandardCharsets.US_ASCII).equals("+OK")) {
        throw new IllegalStateException("Redis does not forget");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As from a backup, or by a replica that was far behind. */
  private void restartRedisWithOldData() {
    Path file = world.redisFolder().resolve(APPENDED);
    Path old = world.redisFolder().resolve("old.aof");
    try {
      Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
      Child.pause(ms);
      world.redis().kill();
      Files.move(old, file, StandardCopyOption.REPLACE_EXISTING);
      world.redis().restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stallPostgres() {
    List<Long> pids =
        ProcessHandle.current()
            .descendants()
            .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
            .map(ProcessHandle::pid)
            .toList();
    if (pids.isEmpty()) {
      throw new IllegalStateException("No process of Postgres was found");
    }
    during(ms, () -> signal("-STOP", pids), () -> signal("-CONT", pids));
  }

  /** A process that has ended meanwhile is no reason to leave the others stopped. */
  private static void signal(String signal, List<Long> pids) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    try {
      Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
      kill.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
