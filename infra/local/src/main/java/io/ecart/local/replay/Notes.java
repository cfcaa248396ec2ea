package io.ecart.local.replay;

import java.util.regex.Pattern;

/** Tells names of products from what people noted in their place. */
final class Notes {
  private static final Pattern NOTE =
      Pattern.compile(
          "\\??(damage[sd]?|wet|wrong|found|lost|missing|broken|faulty|smashed|mouldy|rust|crushed"
              + "|check(ed)?|test|counted|incorrect|returned|unsaleable|destroyed|dagamed"
              + "|adjust(ment)?|throw|thrown|given away|sold as|mailout|mix ?up|had been put"
              + "|amazon|ebay|dotcom|reverse|taig|temp|sample[sd]?)\\b.*",
          Pattern.CASE_INSENSITIVE);

  private Notes() {}

  /** Names of this shop have capitals; words of the stock room do not, or begin with its words. */
  static boolean isNote(String description) {
    boolean noCapitals = description.chars().noneMatch(Character::isUpperCase);
    return noCapitals || (NOTE.matcher(description).matches() && !isAllCapitals(description));
  }

  private static boolean isAllCapitals(String description) {
    return description.chars().noneMatch(Character::isLowerCase) && description.length() > 8;
  }
}
