package io.ecart.local.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What a row of the file is to the replay. */
sealed interface Entry {

  /** A row that is not played. */
  record Skipped(Reason reason) implements Entry {}

  /**
   * A row that is played.
   *
   * @param document the invoice it stands on
   * @param code the stock code as written
   * @param name the description; may be empty or a note
   * @param quantity units, always positive
   * @param priceMinor pence per unit; above 0 for a sale
   */
  record Traded(Document document, String code, String name, int quantity, long priceMinor)
      implements Entry {

    /** Lower- and upper-case twins of a code are one product. */
    String sku() {
      return Goods.sku(code);
    }
  }

  /** What an invoice does. */
  enum Kind {
    SALE,
    CREDIT
  }

  /**
   * The head of an invoice.
   *
   * @param number as written
   * @param at shop-local time, taken as UTC
   * @param customer empty for guests
   * @param country its English name
   */
  record Document(Kind kind, String number, Instant at, String customer, String country) {
    boolean isGuest() {
      return customer.isEmpty();
    }

    LocalDate day() {
      return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    YearMonth month() {
      return YearMonth.from(day());
    }
  }
}
