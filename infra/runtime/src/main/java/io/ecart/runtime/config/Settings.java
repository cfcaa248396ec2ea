package io.ecart.runtime.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from environment variables with the prefix {@code ECART_}. A fault does not stop
 * the reading: it is noted, a harmless value is returned, and {@link #check()} reports all faults
 * at once. Every key may also be given as {@code ECART_<KEY>_FILE}, the path of a file whose
 * trimmed content is the value (Docker secrets).
 */
public final class Settings {
  public static final String PREFIX = "ECART_";

  /** User and password of an address, up to the last of the signs that end them. */
  private static final Pattern CREDENTIALS = Pattern.compile("//.*@");

  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)([?&][^=&]*(?:pass|secret|token|key)[^=&]*=)[^&]*");

  private final Map<String, String> environment;
  private final Map<String, String> described = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** A required text. */
  public String text(String key) {
    String value = raw(key);
    if (value == null) {
      faults.add(PREFIX + key + " is missing");
      value = "";
    }
    described.put(key, value);
    return value;
  }

  public String text(String key, String fallback) {
    return read(key, fallback, Function.identity(), "a text");
  }

  /** A secret; {@link Secret#NONE} when it is not given. */
  public Secret secret(String key) {
    String value = raw(key);
    Secret secret = value == null ? Secret.NONE : new Secret(value);
    described.put(key, secret.toString());
    return secret;
  }

  /** A whole number within {@code min} and {@code max}, both allowed. */
  public int number(String key, int fallback, int min, int max) {
    int value = read(key, fallback, Integer::valueOf, "a whole number");
    if (value < min || value > max) {
      faults.add(PREFIX + key + " must be from " + min + " to " + max + ", but is " + value);
    }
    return value;
  }

  public int port(String key, int fallback) {
    return number(key, fallback, 0, 65_535);
  }

  public boolean flag(String key, boolean fallback) {
    return read(key, fallback, Settings::parseFlag, "true or false");
  }

  /** A duration such as {@code 250ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 7d}. */
  public Duration duration(String key, Duration fallback) {
    Duration value =
        read(key, fallback, Settings::parseDuration, "a duration such as 250ms, 30s, 15m or 7d");
    if (value.isNegative()) {
      fault(key, "must not be negative");
    }
    return value;
  }

  /** One of the constants of an enum, written in lower case. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    Class<E> type = fallback.getDeclaringClass();
    String choices =
        String.join(
            ", ",
            Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList());
    return read(
        key,
        fallback,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
        "one of " + choices);
  }

  /** A required absolute URI with one of the given schemes. */
  public URI uri(String key, String... schemes) {
    String text = text(key);
    return text.isEmpty() ? URI.create("missing:/") : parseUri(key, text, List.of(schemes));
  }

  /** Notes a fault that only the caller can see, such as two settings that contradict. */
  public void fault(String key, String why) {
    faults.add(PREFIX + key + " " + why);
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException naming every fault
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
  }

  /** Every key that was read with its value, secrets hidden, in the order of reading. */
  public Map<String, String> described() {
    Map<String, String> printable = new LinkedHashMap<>();
    described.forEach((key, value) -> printable.put(key, withoutSecrets(value)));
    return printable;
  }

  /** A value such as an address without what it tells of passwords. */
  public static String withoutSecrets(String value) {
    String anonymous = CREDENTIALS.matcher(value).replaceAll("//******@");
    return SECRET_PARAMETER.matcher(anonymous).replaceAll("$1******");
  }

  private <T> T read(String key, T fallback, Function<String, T> parse, String wanted) {
    String value = raw(key);
    T result = fallback;
    if (value != null) {
      try {
        result = parse.apply(value);
      } catch (IllegalArgumentException | DateTimeParseException e) {
        faults.add(PREFIX + key + " must be " + wanted + ", but is '" + value + "'");
      }
    }
    described.put(key, String.valueOf(result));
    return result;
  }

  private @Nullable String raw(String key) {
    String value = environment.get(PREFIX + key);
    String file = environment.get(PREFIX + key + "_FILE");
    if (value == null && file != null) {
      value = readFile(key, file);
    }
    return value == null || value.isBlank() ? null : value.trim();
  }

  private @Nullable String readFile(String key, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      faults.add(PREFIX + key + "_FILE names " + file + ", which cannot be read");
      return null;
    }
  }

  private URI parseUri(String key, String text, List<String> schemes) {
    try {
      URI uri = URI.create(text);
      if (uri.getScheme() != null && schemes.contains(uri.getScheme())) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, with the same words as a wrong scheme.
    }
    faults.add(PREFIX + key + " must be a URI that starts with " + String.join(" or ", schemes));
    return URI.create("wrong:/");
  }

  private static boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration parseDuration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
    }
    String period = lower.endsWith("d") ? "P" : "PT";
    return Duration.parse(period + lower.toUpperCase(Locale.ROOT));
  }
}
