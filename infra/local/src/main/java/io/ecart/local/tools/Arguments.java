package io.ecart.local.tools;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line of options with values, and words that are no options. */
final class Arguments {
  private final Map<String, String> options = new HashMap<>();
  private final List<String> words;

  private Arguments(List<String> words) {
    this.words = words;
  }

  /**
   * @param known the options that there are; each takes a value
   * @throws IllegalArgumentException when an option is unknown or its value is missing
   */
  static Arguments of(List<String> args, List<String> known) {
    Arguments read = new Arguments(new java.util.ArrayList<>());
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        read.words.add(arg);
      } else if (!known.contains(arg)) {
        throw new IllegalArgumentException("unknown option " + arg);
      } else if (i + 1 == args.size()) {
        throw new IllegalArgumentException(arg + " needs a value");
      } else {
        read.options.put(arg, args.get(++i));
      }
    }
    return read;
  }

  String text(String option, String fallback) {
    return options.getOrDefault(option, fallback);
  }

  List<String> words() {
    return words;
  }
}
