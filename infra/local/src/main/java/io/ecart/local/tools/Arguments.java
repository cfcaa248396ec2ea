package io.ecart.local.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of options with values, of flags, and of words that are neither. */
public final class Arguments {
  private final Map<String, String> options = new HashMap<>();
  private final Set<String> flags = new HashSet<>();
  private final List<String> words;

  private Arguments(List<String> words) {
    this.words = words;
  }

  /**
   * @param known the options that there are; each takes a value
   * @throws IllegalArgumentException when an option is unknown or its value is missing
   */
  public static Arguments of(List<String> args, List<String> known) {
    return of(args, known, List.of());
  }

  /**
   * @param known the options that there are; each takes a value
   * @param flags those that take none
   * @throws IllegalArgumentException when an option is unknown or its value is missing
   */
  public static Arguments of(List<String> args, List<String> known, List<String> flags) {
    Arguments read = new Arguments(new ArrayList<>());
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        read.words.add(arg);
      } else if (flags.contains(arg)) {
        read.flags.add(arg);
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

  public String text(String option, String fallback) {
    return options.getOrDefault(option, fallback);
  }

  /**
   * @throws IllegalArgumentException when it is given and no whole number from 0
   */
  public long number(String option, long fallback) {
    String text = text(option, Long.toString(fallback));
    if (!text.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(option + " must be a whole number, not " + text);
    }
    return Long.parseLong(text);
  }

  /**
   * @throws IllegalArgumentException when it is given and no whole number within the limits
   */
  public int number(String option, int fallback, int least, int most) {
    long number = number(option, fallback);
    if (number < least || number > most) {
      throw new IllegalArgumentException(option + " must be from " + least + " to " + most);
    }
    return (int) number;
  }

  /** Whether a flag is given. */
  public boolean has(String flag) {
    return flags.contains(flag);
  }

  public List<String> words() {
    return words;
  }
}
