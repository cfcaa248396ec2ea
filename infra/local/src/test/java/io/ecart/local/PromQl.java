package io.ecart.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to find the series that a query names. */
final class PromQl {
  /** An expression of a rule: on its line, or folded over the lines that are further in. */
  private static final Pattern RULE =
      Pattern.compile("(?m)^ +expr: (?:>\\n((?: {10,}.*\\n)+)|(.*)$)");

  private static final Pattern DASHBOARD = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern RECORDED = Pattern.compile("(?m)^ +- record: (\\S+)$");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[\\w:])");

  /** Strings and matchers, ranges, and the labels that a sum is by. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(?:by|on|ignoring|without)\\s*\\([^)]*\\)|\\b[0-9.]+e?[0-9]*");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "by", "on", "ignoring", "without", "offset", "bool", "h", "m");

  private PromQl() {}

  static List<String> ofRules(Path file) {
    return all(RULE, file);
  }

  static List<String> ofDashboard(Path file) {
    return all(DASHBOARD, file).stream().map(query -> query.replace("\\\"", "\"")).toList();
  }

  static Set<String> recordedBy(Path file) {
    return new TreeSet<>(all(RECORDED, file));
  }

  static Set<String> seriesIn(String query) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(NO_NAMES.matcher(query).replaceAll(" "));
    while (matcher.find()) {
      if (!WORDS.contains(matcher.group())) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  private static List<String> all(Pattern pattern, Path file) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(read(file));
    while (matcher.find()) {
      String first = matcher.group(1);
      found.add(first == null ? matcher.group(2) : first);
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
