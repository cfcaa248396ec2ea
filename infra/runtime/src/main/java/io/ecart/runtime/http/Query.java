package io.ecart.runtime.http;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters, read like {@link Fields}: faults are collected and {@link #check()} throws them
 * all; parameters that nothing asked for are faults too.
 */
public final class Query {
  private static final int MAX_PAGE = 200;
  private static final int DEFAULT_PAGE = 50;
  private static final String NUL = "must not contain the character NUL";

  private final MultiMap parameters;
  private final List<FieldError> errors = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  Query(MultiMap parameters) {
    this.parameters = parameters;
  }

  /** The page size, 1-200, 50 when not said. */
  public int limit() {
    return integer("limit", DEFAULT_PAGE, 1, MAX_PAGE);
  }

  /** Where the page starts; null for the first one. */
  public @Nullable Cursor cursor() {
    return parse("cursor", Cursor::decode, "is not a cursor of this list");
  }

  public @Nullable String text(String name) {
    return parse(name, Function.identity(), "");
  }

  /** The values of a parameter that may be given {@code max} times; empty when not given. */
  public List<String> all(String name, int max) {
    known.add(name);
    List<String> values = parameters.getAll(name).stream().filter(v -> !v.isEmpty()).toList();
    if (values.size() > max) {
      error(name, "range", "may be given at most " + max + " times");
    }
    if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      error(name, "format", NUL);
    }
    return values;
  }

  /** A comma-separated list of at most {@code max}; empty when not given. */
  public List<String> list(String name, int max) {
    String value = text(name);
    if (value == null) {
      return List.of();
    }
    List<String> items =
        Arrays.stream(value.split(",")).map(String::trim).filter(i -> !i.isEmpty()).toList();
    if (items.size() > max) {
      error(name, "range", "at most " + max + " are allowed");
    }
    return items;
  }

  public int integer(String name, int fallback, int min, int max) {
    Integer value = parse(name, Integer::valueOf, "must be a whole number");
    if (value == null) {
      return fallback;
    }
    if (value < min || value > max) {
      error(name, "range", "must be from " + min + " to " + max);
    }
    return value;
  }

  public @Nullable Long number(String name) {
    return parse(name, Long::valueOf, "must be a whole number");
  }

  public @Nullable Boolean flag(String name) {
    return parse(name, Query::parseFlag, "must be true or false");
  }

  /** A time: RFC 3339, or a date that means its first instant in UTC. */
  public @Nullable Instant time(String name) {
    return parse(name, Times::parseOrDate, "must be a time such as 2026-01-31T00:00:00Z");
  }

  /** One of the constants of an enum, in lower case. */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    return parse(
        name,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
        "must be one of " + Fields.choices(type));
  }

  /**
   * Ends the reading.
   *
   * @throws Problem naming every wrong or unknown parameter
   */
  public void check() {
    for (String name : parameters.names()) {
      if (!known.contains(name)) {
        error(name, "unknown", "is not a parameter here; known are " + String.join(", ", known));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  public void error(String name, String code, String detail) {
    errors.add(new FieldError("?" + name, code, name + " " + detail));
  }

  private <T> @Nullable T parse(String name, Function<String, T> parser, String wanted) {
    known.add(name);
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.indexOf('\0') >= 0) {
      error(name, "format", NUL);
      return null;
    }
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException e) {
      error(name, "format", wanted);
      return null;
    }
  }

  private static boolean parseFlag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException(text);
  }
}
