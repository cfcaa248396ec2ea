package io.ecart.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md tells to type. */
class DocsTest {
  private static final Path ROOT = Path.of("..", "..");

  /** A module, and a test of it. */
  private static final Pattern TEST = Pattern.compile("-pl (\\w+).* -D(?:it\\.)?test=(\\w+)`");

  /** Maven passes in silence when no test has the name. */
  @Test
  void testsThatAreNamedExist() throws IOException {
    List<String> named = new ArrayList<>();
    Set<String> there = new HashSet<>();
    Matcher matcher = TEST.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")));
    while (matcher.find()) {
      there.addAll(classes(ROOT.resolve(matcher.group(1)).resolve("src/test/java")));
      named.add(matcher.group(2));
    }
    assertFalse(named.isEmpty());
    named.removeAll(there);
    assertEquals(List.of(), named);
  }

  private static Set<String> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
          .collect(Collectors.toSet());
    }
  }
}
