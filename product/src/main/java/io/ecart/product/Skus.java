package io.ecart.product;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a sku may be. */
public final class Skus {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Names that stand where a sku does in a path, and the two that no path can hold. */
  private static final Set<String> TAKEN = Set.of("import", "export", "openapi.yaml", ".", "..");

  private Skus() {}

  /** Whether the text stands for something else where a sku is in a path. */
  public static boolean isPath(String text) {
    return TAKEN.contains(text);
  }

  /** What is wrong with a sku, for a person to read; null when it is a good one. */
  public static @Nullable String faultOf(@Nullable Object sku) {
    if (sku == null || sku.equals("")) {
      return "sku is required";
    }
    if (!(sku instanceof String text)) {
      return "sku must be a text";
    }
    if (!FORM.matcher(text).matches()) {
      return "sku must be 1-64 characters of A-Z a-z 0-9 . _ -";
    }
    return isPath(text) ? "sku must not be " + text + ", which is a path here" : null;
  }
}
