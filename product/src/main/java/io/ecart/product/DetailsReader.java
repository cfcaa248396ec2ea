package io.ecart.product;

import io.ecart.runtime.http.Fields;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a writer says of a product; every fault is noted under its field. */
public final class DetailsReader {
  /** Where a product goes that names no category, so that every product is in one. */
  public static final String NO_CATEGORY = "uncategorized";

  private static final int MAX_NAME = 300;
  private static final int MAX_DESCRIPTION = 20_000;
  private static final int MAX_CATEGORY = 200;
  private static final int MAX_GROUP = 64;
  private static final int MAX_MEMBERS = 100;
  private static final int MAX_KEY = 100;
  private static final int MAX_VALUE = 2_000;
  private static final int MAX_IMAGES = 50;

  /**
   * Of all members as JSON: every one of them at its longest would be more than an event may have.
   * A row of CSV can be longer than the JSON by 1,000 commas and by 320 bytes for each number, which
   * JSON can write with an exponent; so much is left to the longest row of an import.
   */
  private static final int MAX_BYTES = 98_304;

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern AUTHORITY = Pattern.compile("([^@]*@)?[^@:]+(:\\d*)?");

  private DetailsReader() {}

  /** Reads all members but {@code sku}; the caller ends with {@link Fields#check()}. */
  public static Details read(Fields fields) {
    Details details =
        new Details(
            fields.text("name", 1, MAX_NAME).strip(),
            orElse(fields.optionalText("description", MAX_DESCRIPTION), ""),
            orElse(blankToNull(fields.optionalText("category", MAX_CATEGORY)), NO_CATEGORY),
            price(fields),
            orElse(fields.optionalChoice("status", ProductStatus.class), ProductStatus.ACTIVE),
            blankToNull(fields.optionalText("groupId", MAX_GROUP)),
            options(fields),
            attributes(fields),
            images(fields));
    requireRoom(fields, details.toJson());
    return details;
  }

  /** The fault is of the largest member: there it can be mended. */
  private static void requireRoom(Fields fields, JsonObject details) {
    if (bytes(details) <= MAX_BYTES) {
      return;
    }
    String largest =
        Collections.max(
            details.fieldNames(), Comparator.comparingInt(name -> bytes(details.getValue(name))));
    fields.error(
        largest,
        "length",
        "is the largest part of a product that has more than " + MAX_BYTES + " bytes as JSON");
  }

  private static int bytes(Object json) {
    return Json.encode(json).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Money price(Fields fields) {
    Fields price = fields.object("price");
    if (!fields.has("price")) {
      return new Money(0, "XXX");
    }
    long amount = price.integer("amount", 0, Money.MAX);
    String currency = price.matching("currency", CURRENCY, "an ISO 4217 code such as EUR");
    if (CURRENCY.matcher(currency).matches() && Money.digits(currency).isEmpty()) {
      price.error("currency", "choice", "is not an ISO 4217 currency: " + currency);
    }
    return new Money(amount, currency);
  }

  private static Map<String, String> options(Fields fields) {
    if (!fields.has("options")) {
      return Map.of();
    }
    Fields inner = fields.object("options");
    // Sorted, so that the same texts are always the same JSON.
    Map<String, String> options = new TreeMap<>();
    for (String name : names(fields, "options", inner)) {
      options.put(FreeNames.plain(name), text(inner, name));
    }
    return Collections.unmodifiableMap(options);
  }

  private static Map<String, Object> attributes(Fields fields) {
    if (!fields.has("attributes")) {
      return Map.of();
    }
    Fields inner = fields.object("attributes");
    Map<String, Object> attributes = new TreeMap<>();
    for (String name : names(fields, "attributes", inner)) {
      attributes.put(FreeNames.plain(name), attribute(inner, name));
    }
    return Collections.unmodifiableMap(attributes);
  }

  /** The names in a member that has free ones; none when it is no object. */
  private static Set<String> names(Fields fields, String member, Fields inner) {
    Set<String> names = inner.json().fieldNames();
    if (names.size() > MAX_MEMBERS) {
      fields.error(member, "length", "must have at most " + MAX_MEMBERS + " members");
    }
    for (String name : names) {
      if (name.isBlank() || name.length() > MAX_KEY) {
        fields.error(member, "length", "has names of 1-" + MAX_KEY + " characters");
      } else if (name.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        fields.error(member, "format", "has names without NUL and halves of surrogate pairs");
      }
    }
    return names;
  }

  private static Object attribute(Fields inner, String name) {
    Object value = inner.json().getValue(name);
    if (value instanceof String) {
      return text(inner, name);
    }
    inner.mentions(name);
    Object attribute = Attributes.of(value);
    if (attribute == null) {
      inner.error(name, "type", "must be a text, a number of at most 15 digits, true or false");
      return "";
    }
    return attribute;
  }

  private static String text(Fields inner, String name) {
    String text = inner.optionalText(name, MAX_VALUE);
    if (!inner.has(name)) {
      inner.error(name, "type", "must be a text");
    } else if ("".equals(text)) {
      inner.error(name, "length", "needs at least 1 character");
    }
    return orElse(text, "");
  }

  private static List<String> images(Fields fields) {
    List<String> images = fields.optionalTexts("images", MAX_IMAGES, MAX_VALUE);
    for (int i = 0; i < images.size(); i++) {
      // What is no text is a fault already.
      if (fields.json().getJsonArray("images").getValue(i) instanceof String image
          && !isAddress(image)) {
        String detail = "must be an http or https address, or a path: " + image;
        fields.error("images", i, "format", detail);
      }
    }
    return List.copyOf(images);
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      return scheme == null ? text.startsWith("/") : isWeb(scheme) && hasHost(uri);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isWeb(String scheme) {
    return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
  }

  /** {@link URI} knows no host with an underscore or a letter outside ASCII; browsers do. */
  private static boolean hasHost(URI uri) {
    String authority = uri.getRawAuthority();
    return uri.getHost() != null || (authority != null && AUTHORITY.matcher(authority).matches());
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
