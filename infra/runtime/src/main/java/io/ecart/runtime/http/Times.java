package io.ecart.runtime.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as clients write them. */
final class Times {
  private static final int DATE_LENGTH = "2026-01-31".length();

  /** Java reads years that neither RFC 3339 nor a database knows; all that is told is in UTC. */
  private static final int LAST_YEAR = 9_999;

  private Times() {}

  /**
   * Reads an RFC 3339 time.
   *
   * @throws DateTimeException when it is none
   */
  static Instant parse(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("No year of four digits");
    }
    return time.toInstant();
  }

  /**
   * Reads an RFC 3339 time, or a date that means its first instant in UTC.
   *
   * @throws DateTimeException when it is neither
   */
  static Instant parseOrDate(String text) {
    return text.length() == DATE_LENGTH
        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : parse(text);
  }
}
