package io.ecart.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a started system keeps its data; one system at a time. */
final class StateFolder {
  private final Path folder;
  private @Nullable FileLock lock;

  private StateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes the folder for this process, making it if need be.
   *
   * @throws IllegalStateException in one line, when it cannot be written or is in use
   */
  static StateFolder open(Path folder) {
    StateFolder state = new StateFolder(folder);
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      state.lock = channel.tryLock();
    } catch (IOException e) {
      throw new IllegalStateException("The folder " + folder + " cannot be written", e);
    }
    if (state.lock == null) {
      throw new IllegalStateException("Another system is running in " + folder);
    }
    return state;
  }

  Path path() {
    return folder;
  }

  Path log() {
    return folder.resolve("ecart.log");
  }

  boolean isNew() {
    return !Files.exists(folder.resolve("postgres"));
  }

  /** Deletes all that earlier starts have kept. */
  void clear() {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> old = entries.filter(entry -> !entry.endsWith("lock")).toList();
      for (Path entry : old) {
        delete(entry);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The folder " + folder + " cannot be emptied", e);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      tree.sorted(Comparator.reverseOrder()).forEach(StateFolder::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
