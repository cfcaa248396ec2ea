package io.ecart.local.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a load run is asked for on its command line, as {@code --name value} or {@code --name} for
 * what is on or off.
 */
final class LoadOptions {
  static final String USAGE =
      """
      Options, where a load has a use for them:
        --clients N     connections of a closed load (64)
        --seconds N     how long each is measured, each round (20)
        --warmup N      seconds of load before that, each (30; cluster 120)
        --rounds N      the median counts (3)
        --skus N        in the catalogue (1000)
        --lines N       of an order (1)
        --hot           all orders are for one sku
        --keys          orders carry idempotency keys
        --edge          through the edge rather than straight to the service
        --no-ceiling    without the bare servers to compare with
        --rate N        requests a second of an open load (found out)
        --pieces N      in a flash sale (1000)
        --orders N --movements N   of the past (5000000, 50000000)
        --state FOLDER  keep the system's data (thrown away)
        --out FOLDER    for JSON and logs (target/load)\
      """;

  /** Options whose value is text; those of all others are numbers. */
  private static final Set<String> TEXTS = Set.of("state", "out");

  /** A load without any of these would be none. */
  private static final Set<String> AT_LEAST_ONE =
      Set.of("clients", "seconds", "rounds", "skus", "lines", "pieces");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("clients", "64"),
          Map.entry("seconds", "20"),
          Map.entry("warmup", "30"),
          Map.entry("rounds", "3"),
          Map.entry("skus", "1000"),
          Map.entry("lines", "1"),
          Map.entry("pieces", "1000"),
          Map.entry("rate", "0"),
          Map.entry("orders", "5000000"),
          Map.entry("movements", "50000000"),
          Map.entry("state", ""),
          Map.entry("out", "target/load"));

  private static final Set<String> FLAGS = Set.of("hot", "keys", "edge", "no-ceiling");

  private final Map<String, String> values = new HashMap<>(DEFAULTS);

  private LoadOptions() {}

  /**
   * @throws IllegalArgumentException when an option is unknown, or its value missing or no number
   */
  static LoadOptions parse(List<String> args) {
    LoadOptions options = new LoadOptions();
    for (int i = 0; i < args.size(); i++) {
      String name = args.get(i).replaceFirst("^--", "");
      if (FLAGS.contains(name)) {
        options.values.put(name, "true");
      } else if (!DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException("unknown option " + args.get(i));
      } else if (i + 1 == args.size()) {
        throw new IllegalArgumentException(args.get(i) + " needs a value");
      } else {
        options.values.put(name, checked(name, args.get(++i)));
      }
    }
    return options;
  }

  private static String checked(String name, String value) {
    if (TEXTS.contains(name)) {
      return value;
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("--" + name + " must be a whole number, not " + value);
    }
    if (AT_LEAST_ONE.contains(name) && Integer.parseInt(value) == 0) {
      throw new IllegalArgumentException("--" + name + " must be 1 at least");
    }
    return value;
  }

  boolean is(String flag) {
    return values.containsKey(flag);
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }
}
