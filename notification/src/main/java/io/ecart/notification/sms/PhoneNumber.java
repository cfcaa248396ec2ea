package io.ecart.notification.sms;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phone numbers as people write them, made into what gateways take. */
final class PhoneNumber {
  /** The zero that is dialled within a country only, as in {@code +49 (0)170}. */
  private static final Pattern TRUNK_ZERO = Pattern.compile("\\(\\s*0\\s*\\)");

  private static final Pattern PUNCTUATION = Pattern.compile("[\\s./()-]+");
  private static final Pattern E164 = Pattern.compile("\\+[0-9]{7,15}");

  private PhoneNumber() {}

  /**
   * The number after E.164: {@code +} and digits.
   *
   * @param written such as {@code +49 (170) 123-456}
   * @return null when it is not an international number
   */
  static @Nullable String e164(String written) {
    // Without a country code it is part of the number, but that is none for gateways anyway.
    String international = TRUNK_ZERO.matcher(written).replaceFirst("");
    String number = PUNCTUATION.matcher(international).replaceAll("");
    return E164.matcher(number).matches() ? number : null;
  }
}
