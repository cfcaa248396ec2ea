package io.ecart.local.replay;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Country codes (ISO 3166-1 alpha-2) of the names that the shop writes. */
final class Countries {
  /** The shop's own country, for names that say nothing. */
  static final String HOME = "GB";

  /** Where the shop does not use the usual English name. */
  private static final Map<String, String> OWN_NAMES =
      Map.of(
          "EIRE", "IE",
          "USA", "US",
          "RSA", "ZA",
          "CHANNEL ISLANDS", "JE",
          "HONG KONG", "HK",
          "CZECH REPUBLIC", "CZ",
          "KOREA", "KR",
          "WEST INDIES", "BB");

  private static final Map<String, String> USUAL_NAMES = usualNames();

  private Countries() {}

  private static Map<String, String> usualNames() {
    Map<String, String> nameToCode = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
      nameToCode.put(name.toUpperCase(Locale.ROOT), code);
    }
    return Map.copyOf(nameToCode);
  }

  /** Empty for what is no country, such as {@code Unspecified}. */
  static Optional<String> code(String country) {
    String name = country.toUpperCase(Locale.ROOT);
    String own = OWN_NAMES.get(name);
    return Optional.ofNullable(own == null ? USUAL_NAMES.get(name) : own);
  }
}
