package io.ecart.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps its files: a given folder that stays, or a temporary one that goes. A given
 * folder is locked while in use; the system gives the lock back even when this JVM is killed, so
 * whoever holds the lock knows that a server still running on the folder is a leftover.
 */
final class DataFolder {
  private static final String LOCK = ".ecart.lock";

  private final Path path;
  private final @Nullable FileChannel lock;

  private DataFolder(Path path, @Nullable FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * @param kept the folder to use and to keep; none for a temporary one
   * @param name what a temporary folder is called in front
   * @throws IllegalStateException when another server uses the folder now
   */
  static DataFolder open(@Nullable Path kept, String name) {
    try {
      if (kept == null) {
        return new DataFolder(Files.createTempDirectory("ecart-" + name + "-"), null);
      }
      Path folder = Files.createDirectories(kept.toAbsolutePath().normalize());
      return new DataFolder(folder, lock(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  boolean isTemporary() {
    return lock == null;
  }

  Path resolve(String child) {
    return path.resolve(child);
  }

  /** Gives the folder back: removes a temporary one, unlocks a given one. */
  void release() {
    if (lock == null) {
      delete(path);
      return;
    }
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder and all in it, or a file; what is not there is no fault. */
  static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      // A server that was killed may still be taking its own files away.
      folder.toFile().deleteOnExit();
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new IllegalStateException("Another server is using " + folder);
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock mine = channel.tryLock();
      return mine != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }
}
