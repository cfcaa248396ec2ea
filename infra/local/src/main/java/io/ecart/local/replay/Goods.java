package io.ecart.local.replay;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells goods from the other things that stand on the shop's invoices. */
final class Goods {
  /** Five digits and letters for a variant; DCGS for what the shop's web site sells. */
  private static final Pattern CODE = Pattern.compile("\\d{5,6}[A-Z]{0,3}|DCGS[A-Z0-9]{1,12}");

  private static final Map<String, Reason> OTHERS =
      Map.ofEntries(
          Map.entry("POST", Reason.POSTAGE),
          Map.entry("DOT", Reason.POSTAGE),
          Map.entry("C2", Reason.POSTAGE),
          Map.entry("C3", Reason.POSTAGE),
          // Looks like goods and is named "Next Day Carriage".
          Map.entry("23444", Reason.POSTAGE),
          Map.entry("M", Reason.MANUAL),
          Map.entry("D", Reason.DISCOUNT),
          Map.entry("S", Reason.SAMPLE),
          Map.entry("B", Reason.FEES),
          Map.entry("CRUK", Reason.FEES),
          Map.entry("AMAZONFEE", Reason.FEES),
          Map.entry("BANK CHARGES", Reason.FEES));

  private Goods() {}

  static String sku(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  /** Why a code does not stand for goods; empty when it does. */
  static Optional<Reason> notGoods(String code) {
    String sku = sku(code);
    Reason known = OTHERS.get(sku);
    if (known != null) {
      return Optional.of(known);
    }
    if (sku.startsWith("GIFT_")) {
      return Optional.of(Reason.VOUCHER);
    }
    return CODE.matcher(sku).matches() ? Optional.empty() : Optional.of(Reason.OTHER_CODE);
  }
}
