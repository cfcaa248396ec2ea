package io.ecart.testkit.servers;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs from zonky's jars, for this machine's system and processor. */
final class PostgresBinaries {
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");
  private static final int OWNER_EXECUTES = 0100;

  private PostgresBinaries() {}

  /**
   * The command that starts {@code program}. PostgreSQL refuses to run as root, so root starts it
   * in a user namespace where it is nobody, yet still owns its files.
   */
  static List<String> command(String program) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name")) && Files.isExecutable(UNSHARE)) {
      command.add(UNSHARE.toString());
      command.add("-U");
    }
    command.add(Unpacked.FOLDER.resolve("bin").resolve(program).toString());
    return command;
  }

  /** Looked for once per JVM, when the first server starts. */
  private static final class Unpacked {
    static final Path FOLDER = Binaries.folder("postgres-" + checksum(), PostgresBinaries::unpack);
  }

  /** Tells one version of the programs from another. */
  private static String checksum() {
    try (InputStream archive = archive()) {
      CRC32 sum = new CRC32();
      sum.update(archive.readNBytes(1 << 20));
      return Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("An entry points outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean runs = (entry.getMode() & OWNER_EXECUTES) != 0;
    if (runs && !file.toFile().setExecutable(true)) {
      throw new IOException("Cannot make executable: " + file);
    }
  }

  private static InputStream archive() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "Darwin" : os.contains("win") ? "Windows" : "Linux";
    InputStream found =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
    return new BufferedInputStream(found);
  }
}
