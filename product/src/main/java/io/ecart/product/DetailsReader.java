package io.ecart.product;

import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private DetailsReader() {}

  /** Reads all members but {@code sku}; the caller ends with {@link Fields#check()}. */
  public static Details read(Fields fields) {
    return new Details(
        fields.text("name", 1, MAX_NAME).strip(),
        orElse(fields.optionalText("description", MAX_DESCRIPTION), ""),
        orElse(blankToNull(fields.optionalText("category", MAX_CATEGORY)), NO_CATEGORY),
        price(fields),
        orElse(fields.optionalChoice("status", ProductStatus.class), ProductStatus.ACTIVE),
        blankToNull(fields.optionalText("groupId", MAX_GROUP)),
        texts(fields, "options"),
        texts(fields, "attributes"),
        images(fields));
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

  private static Map<String, String> texts(Fields fields, String name) {
    JsonObject json = fields.namedTexts(name, MAX_MEMBERS, MAX_VALUE);
    // Sorted, so that the same texts are always the same JSON.
    Map<String, String> map = new TreeMap<>();
    for (Map.Entry<String, Object> each : json) {
      String key = each.getKey();
      String value = String.valueOf(each.getValue());
      if (key.isBlank() || key.length() > MAX_KEY) {
        fields.error(name, "length", "has names of 1-" + MAX_KEY + " characters");
      } else if (value.isEmpty() || value.length() > MAX_VALUE) {
        fields.error(name, "length", "has texts of 1-" + MAX_VALUE + " characters, see " + key);
      } else if (key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
        fields.error(name, "format", "must not contain the character NUL");
      }
      map.put(key, value);
    }
    return Collections.unmodifiableMap(map);
  }

  private static List<String> images(Fields fields) {
    List<String> images = new ArrayList<>(fields.texts("images", MAX_IMAGES, MAX_VALUE));
    for (String image : images) {
      if (!isAddress(image)) {
        fields.error("images", "format", "must be http or https addresses, or paths: " + image);
      }
    }
    return List.copyOf(images);
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      return scheme == null
          ? text.startsWith("/")
          : (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
