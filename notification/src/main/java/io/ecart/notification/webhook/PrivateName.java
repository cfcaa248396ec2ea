package io.ecart.notification.webhook;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells hosts that never lead to the public internet, or hide where they lead, by their looks: what
 * a resolver makes of them differs from system to system, so it is not asked.
 */
final class PrivateName {
  private static final Pattern LOCALHOST = Pattern.compile("(.*\\.)?localhost");

  /**
   * What ends in a number is an IPv4 address (RFC 3696, WHATWG URL): resolvers take {@code
   * 2130706433}, {@code 0x7f000001}, {@code 127.1} and {@code 0177.0.0.1} all for 127.0.0.1.
   */
  private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

  private static final Pattern BYTE = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");

  /** The only way of writing an IPv4 address that all read alike. */
  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:" + BYTE + ")\\.){3}(?:" + BYTE + ")");

  /** The scope of an IPv6 address names a network card: it means nothing but nearby. */
  private static final char SCOPE = '%';

  private PrivateName() {}

  /**
   * @param host of a URL; IPv6 addresses are in brackets
   */
  static boolean is(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean disguised = NUMERIC.matcher(name).matches() && !DOTTED.matcher(name).matches();
    boolean scoped = name.indexOf(SCOPE) >= 0;
    return disguised || scoped || LOCALHOST.matcher(name).matches();
  }
}
