package io.ecart.runtime.http;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object, each once. A fault is collected under its JSON pointer and a
 * harmless value returned, so that {@link #check()} can name every offending field of the whole
 * body at once; members that nothing asked for are faults too.
 */
public final class Fields {
  private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final int MOST_ERRORS = 100;

  private final JsonObject json;
  private final String at;
  private final List<FieldError> errors;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> children = new ArrayList<>();

  public Fields(JsonObject json, String at) {
    this(json, at, new ArrayList<>());
  }

  private Fields(JsonObject json, String at, List<FieldError> errors) {
    this.json = json;
    this.at = at;
    this.errors = errors;
  }

  public boolean has(String name) {
    known.add(name);
    return json.getValue(name) != null;
  }

  /** Whether the member is there, be it null: a merge patch tells the two apart. */
  public boolean mentions(String name) {
    known.add(name);
    return json.containsKey(name);
  }

  /** What is read here, for members that only the caller understands; asks for none of them. */
  public JsonObject json() {
    return json;
  }

  /** A required text of {@code min} to {@code max} characters. */
  public String text(String name, int min, int max) {
    String value = optionalText(name, max);
    if (value == null) {
      if (!has(name)) {
        missing(name);
      }
      return "";
    }
    if (value.strip().length() < min) {
      error(name, "length", "needs at least " + min + " characters");
    }
    return value;
  }

  public @Nullable String optionalText(String name, int max) {
    Object value = member(name);
    return value == null ? null : checkedText(name, value, max);
  }

  private @Nullable String checkedText(String name, @Nullable Object value, int max) {
    if (!(value instanceof String text)) {
      error(name, "type", "must be a text");
      return null;
    }
    requireShort(name, text, max);
    requireWhole(name, text);
    return text;
  }

  private void requireShort(String name, String text, int max) {
    if (text.length() > max) {
      error(name, "length", "has more than " + max + " characters");
    }
  }

  /** What no store takes as it is: UTF-8 has no halves of characters, Postgres no NUL. */
  private void requireWhole(String name, String text) {
    if (text.indexOf('\0') >= 0) {
      error(name, "format", "must not contain the character NUL");
    }
    if (hasHalfCharacter(text)) {
      error(name, "format", "must not contain half of a surrogate pair");
    }
  }

  /** JSON can say such a thing, and UTF-8 cannot: it would be read as another text than sent. */
  private static boolean hasHalfCharacter(String text) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  /** A required sku. */
  public String sku(String name) {
    return matching(name, SKU, "1-64 characters of A-Z a-z 0-9 . _ -");
  }

  public static boolean isSku(String text) {
    return SKU.matcher(text).matches();
  }

  /** A required text of a certain form; {@code wanted} says which. */
  public String matching(String name, Pattern pattern, String wanted) {
    return matching(name, value -> pattern.matcher(value).matches(), wanted);
  }

  /** A required text of which a test holds; {@code wanted} says which texts those are. */
  public String matching(String name, Predicate<String> test, String wanted) {
    String value = text(name, 0, 4_000);
    if (member(name) instanceof String && !test.test(value)) {
      error(name, "format", "must be " + wanted);
    }
    return value;
  }

  /** A required whole number from {@code min} to {@code max}. */
  public long integer(String name, long min, long max) {
    Long value = optionalInteger(name, min, max);
    if (value == null && member(name) == null) {
      missing(name);
    }
    return value == null ? min : value;
  }

  public @Nullable Long optionalInteger(String name, long min, long max) {
    Object value = member(name);
    if (value == null) {
      return null;
    }
    if (value instanceof BigInteger) {
      error(name, "range", "must be from " + min + " to " + max);
      return null;
    }
    if (!(value instanceof Integer) && !(value instanceof Long)) {
      error(name, "type", "must be a whole number");
      return null;
    }
    long number = ((Number) value).longValue();
    if (number < min || number > max) {
      error(name, "range", "must be from " + min + " to " + max);
      return null;
    }
    return number;
  }

  public boolean flag(String name, boolean fallback) {
    Object value = member(name);
    if (value != null && !(value instanceof Boolean)) {
      error(name, "type", "must be true or false");
    }
    return value instanceof Boolean flag ? flag : fallback;
  }

  public @Nullable Instant optionalTime(String name) {
    String value = optionalText(name, 64);
    if (value == null) {
      return null;
    }
    try {
      return Times.parse(value);
    } catch (DateTimeException e) {
      error(name, "format", "must be a time such as 2026-01-31T00:00:00Z");
      return null;
    }
  }

  /** One of an enum's constants, in lower case. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    E value = optionalChoice(name, type);
    if (value == null && member(name) == null) {
      missing(name);
    }
    return value == null ? type.getEnumConstants()[0] : value;
  }

  public <E extends Enum<E>> @Nullable E optionalChoice(String name, Class<E> type) {
    String value = optionalText(name, 100);
    if (value == null) {
      return null;
    }
    for (E each : type.getEnumConstants()) {
      if (wire(each).equals(value)) {
        return each;
      }
    }
    error(name, "choice", "must be one of " + choices(type));
    return null;
  }

  /** A money object with an amount of at least {@code min} minor units; null when missing. */
  public @Nullable JsonObject optionalMoney(String name, long min) {
    if (!has(name)) {
      return null;
    }
    Fields money = object(name);
    long amount = money.integer("amount", min, 1_000_000_000_000L);
    String currency = money.matching("currency", CURRENCY, "an ISO 4217 code such as EUR");
    return new JsonObject().put("amount", amount).put("currency", currency);
  }

  /** A required object; its faults join this one's. */
  public Fields object(String name) {
    Object value = member(name);
    if (value == null) {
      missing(name);
    } else if (!(value instanceof JsonObject)) {
      error(name, "type", "must be an object");
    }
    // The faults of an object that is not there are those of its absence only.
    Fields inner =
        value instanceof JsonObject object
            ? new Fields(object, pointer(name), errors)
            : new Fields(new JsonObject(), pointer(name));
    children.add(inner);
    return inner;
  }

  /** A required array of {@code min} to {@code max} objects, each read by {@code reader}. */
  public <T> List<T> each(String name, int min, int max, Function<Fields, T> reader) {
    JsonArray array = array(name, min, max);
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String place = pointer(name) + "/" + i;
      if (array.getValue(i) instanceof JsonObject object) {
        Fields inner = new Fields(object, place, errors);
        children.add(inner);
        items.add(reader.apply(inner));
      } else {
        errors.add(new FieldError(place, "type", "must be an object"));
      }
    }
    return items;
  }

  /** A required array; empty when it is not one, or not of that length. */
  private JsonArray array(String name, int min, int max) {
    Object value = member(name);
    if (value == null) {
      missing(name);
    } else if (!(value instanceof JsonArray array)) {
      error(name, "type", "must be an array");
    } else if (array.size() < min || array.size() > max) {
      error(name, "length", "must have from " + min + " to " + max + " items");
    } else {
      return array;
    }
    return new JsonArray();
  }

  /** An array of texts; empty when the member is missing. */
  public List<String> optionalTexts(String name, int maxItems, int maxLength) {
    return has(name) ? texts(name, 0, maxItems, maxLength) : List.of();
  }

  /** A required array of texts; its bounds count items. */
  public List<String> texts(String name, int min, int max, int maxLength) {
    JsonArray array = array(name, min, max);
    Fields items = new Fields(new JsonObject(), pointer(name), errors);
    List<String> texts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      texts.add(items.freeText(Integer.toString(i), array.getValue(i), maxLength));
    }
    return texts;
  }

  /** An object of free names and texts; empty when the member is missing. */
  public JsonObject namedTexts(String name, int maxMembers, int maxLength) {
    JsonObject texts = new JsonObject();
    if (!has(name)) {
      return texts;
    }
    Fields inner = object(name);
    inner.known.addAll(inner.json.fieldNames());
    if (inner.json.size() > maxMembers) {
      error(name, "length", "must have at most " + maxMembers + " members");
      return texts;
    }
    for (String free : inner.json.fieldNames()) {
      inner.requireShort(free, free, maxLength);
      inner.requireWhole(free, free);
      texts.put(free, inner.freeText(free, inner.json.getValue(free), maxLength));
    }
    return texts;
  }

  private String freeText(String name, @Nullable Object value, int max) {
    String text = checkedText(name, value, max);
    return text == null ? "" : text;
  }

  /** Notes a fault that only the caller can see. */
  public void error(String name, String code, String detail) {
    note(pointer(name), code, name + " " + detail);
  }

  /** Notes a fault that only the caller can see, of one item of an array. */
  public void error(String name, int index, String code, String detail) {
    note(pointer(name) + "/" + index, code, name + "/" + index + " " + detail);
  }

  /** So many that each can be mended, and not so many that the answer is longer than the body. */
  private void note(String pointer, String code, String detail) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(pointer, code, detail));
    }
  }

  private void rejectUnknown() {
    for (String name : json.fieldNames()) {
      if (!known.contains(name)) {
        error(name, "unknown", "is not a field here");
      }
    }
    children.forEach(Fields::rejectUnknown);
  }

  /**
   * Ends the reading of a body.
   *
   * @throws Problem 422 naming every offending field, or the first hundred
   */
  public void check() {
    rejectUnknown();
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  /** How an enum constant is written in JSON. */
  public static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String choices(Class<? extends Enum<?>> type) {
    return String.join(", ", Arrays.stream(type.getEnumConstants()).map(Fields::wire).toList());
  }

  private @Nullable Object member(String name) {
    known.add(name);
    return json.getValue(name);
  }

  private void missing(String name) {
    error(name, "required", "is required");
  }

  private String pointer(String name) {
    return at + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
