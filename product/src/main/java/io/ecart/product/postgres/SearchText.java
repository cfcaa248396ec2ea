package io.ecart.product.postgres;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person typed, as Postgres searches for it. */
final class SearchText {
  private static final int MAX_WORDS = 10;

  /** Shorter beginnings would match, and rank, half of the catalogue. */
  private static final int MIN_PREFIX = 3;

  private static final Pattern OPERATORS =
      Pattern.compile("\"|(^|\\s)-(?=[\\p{L}\\p{N}])|\\s[oO][rR]\\s");

  /** A hyphen parts words, too, unless it says before one of them that it is not wanted. */
  private static final Pattern JOINTS =
      Pattern.compile("(?<=\\S)-|-(?![\\p{L}\\p{N}\"])|[+/]|(?<!\\d)\\.|\\.(?!\\d)");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private SearchText() {}

  /** The text in words as {@code product_words} in the database parts them. */
  static String words(String text) {
    return JOINTS.matcher(text).replaceAll(" ");
  }

  /**
   * Finds what has a word beginning with each of the words, so that half a word finds something.
   * Empty when the text says more exactly what is wanted: with quotes, with {@code -word}, with
   * {@code or}.
   */
  static String prefixQuery(String text) {
    if (OPERATORS.matcher(text).find()) {
      return "";
    }
    return Arrays.stream(BETWEEN_WORDS.split(text))
        .filter(word -> !word.isEmpty())
        .limit(MAX_WORDS)
        .map(SearchText::beginning)
        .collect(Collectors.joining(" & "));
  }

  private static String beginning(String word) {
    return "'" + word + (word.length() < MIN_PREFIX ? "'" : "':*");
  }

  /** A pattern for {@code LIKE} on lower-case skus that begin with the text. */
  static String likePrefix(String text) {
    return text.strip()
            .toLowerCase(Locale.ROOT)
            .replace("\\", "\\\\")
            .replace("%", "\\%")
            .replace("_", "\\_")
        + "%";
  }
}
