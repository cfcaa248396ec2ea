package io.ecart.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Executables unpacked from jars, once per user and version, into {@code ~/.cache/ecart} (the
 * system property {@code ecart.binaries} names another folder).
 */
final class Binaries {

  /** Unpacks a program into an empty folder. */
  @FunctionalInterface
  interface Unpacker {
    void unpackInto(Path folder) throws IOException;
  }

  private Binaries() {}

  /**
   * The folder of a program, unpacked now if it was not before. Several JVMs may come here at once:
   * each unpacks into a folder of its own, one rename wins, the others take the winner's.
   */
  static Path folder(String name, Unpacker unpacker) {
    try {
      Path ready = Files.createDirectories(root()).resolve(name);
      if (!Files.isDirectory(ready)) {
        install(ready, unpacker);
      }
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + name, e);
    }
  }

  private static void install(Path ready, Unpacker unpacker) throws IOException {
    Path fresh = Files.createTempDirectory(root(), ready.getFileName() + ".");
    try {
      unpacker.unpackInto(fresh);
      Files.move(fresh, ready);
    } catch (IOException e) {
      DataFolder.delete(fresh);
      if (!Files.isDirectory(ready)) {
        throw e;
      }
    }
  }

  private static Path root() {
    String given = System.getProperty("ecart.binaries", "");
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath();
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    return Files.isWritable(home) && home.isAbsolute()
        ? home.resolve(".cache").resolve("ecart")
        : Path.of(System.getProperty("java.io.tmpdir"), "ecart-" + System.getProperty("user.name"));
  }
}
