package io.ecart.runtime.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The members of a body that say how and where to reach somebody, alike wherever they are asked. */
public final class ContactFields {

  /** What no mail server could take is refused here; whether somebody reads it, nobody knows. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^@\\s\\p{Cc}\\p{Cf}\\p{Z}<>,;:\"()\\[\\]\\\\]{1,64}@(?=.{1,189}$)"
              + "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
              + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)*");

  private static final Pattern PHONE = Pattern.compile("(?=(?:\\D*\\d){5})\\+?[0-9 ()./-]{3,32}");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private ContactFields() {}

  /** The required member {@code email}. */
  public static String email(Fields contact) {
    return contact.matching("email", EMAIL, "an e-mail address");
  }

  /** The member {@code phone}, or null. */
  public static @Nullable String phone(Fields contact) {
    return contact.has("phone") ? contact.matching("phone", PHONE, "a phone number") : null;
  }

  /** The required member {@code country}. */
  public static String country(Fields address) {
    return address.matching(
        "country", COUNTRIES::contains, "an ISO 3166-1 alpha-2 code such as DE");
  }
}
