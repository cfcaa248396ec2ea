package io.ecart.product.rows;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses of pictures in one CSV cell. They are written with blanks between them, which no
 * address holds; files of other shops have other separators.
 */
final class ImageCell {
  /** Commas and semicolons may be in an address, so they part only where another one begins. */
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*[|,;]\\s*(?=(?i:https?)://|/)|[\\s|]+");

  /** No address holds a bar either; one at the end says that commas and semicolons part nothing. */
  private static final String PLAIN_END = "|";

  private static final Pattern PLAINLY_BETWEEN = Pattern.compile("[\\s|]+");

  private ImageCell() {}

  static List<String> read(String cell) {
    String text = cell.strip();
    Pattern between = text.endsWith(PLAIN_END) ? PLAINLY_BETWEEN : BETWEEN;
    return Arrays.stream(between.split(text)).filter(image -> !image.isEmpty()).toList();
  }

  /** The cell from which the very same images are read. */
  static String write(List<String> images) {
    String cell = String.join(" ", images);
    return read(cell).equals(images) ? cell : cell + PLAIN_END;
  }
}
