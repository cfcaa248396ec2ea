package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import io.ecart.local.replay.Entry.Kind;
import io.ecart.local.replay.Entry.Skipped;
import io.ecart.local.replay.Entry.Traded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes of a row's texts what the row is to the replay. */
final class EntryReader {
  /** What an order takes of one sku. */
  static final int MOST_UNITS = 1_000_000;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern SALE = Pattern.compile("\\d{1,20}");
  private static final Pattern CREDIT = Pattern.compile("[Cc]\\d{1,20}");

  /** Beside RFC 3339: as databases and as the workbook of the data set write times. */
  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT),
          DateTimeFormatter.ofPattern("M/d/uuuu H:mm[:ss]", Locale.ROOT));

  private EntryReader() {}

  /**
   * @param row texts by column; surrounding blanks do not count
   */
  static Entry read(Columns.Row row) {
    String quantity = row.quantity();
    Optional<Instant> at = time(row.invoiceDate());
    if (row.invoice().isEmpty()) {
      return new Skipped(Reason.INVOICE);
    }
    if (row.stockCode().isEmpty()) {
      return new Skipped(Reason.CODE);
    }
    if (!WHOLE.matcher(quantity).matches()) {
      return new Skipped(Reason.QUANTITY);
    }
    if (at.isEmpty()) {
      return new Skipped(Reason.DATE);
    }
    if (!AMOUNT.matcher(row.unitPrice()).matches()) {
      return new Skipped(Reason.PRICE);
    }
    return sorted(row, Integer.parseInt(quantity), at.get(), new BigDecimal(row.unitPrice()));
  }

  private static Entry sorted(Columns.Row row, int quantity, Instant at, BigDecimal price) {
    boolean credit = CREDIT.matcher(row.invoice()).matches();
    if (!credit && !SALE.matcher(row.invoice()).matches()) {
      return new Skipped(Reason.ACCOUNTING);
    }
    Optional<Reason> reason =
        Goods.notGoods(row.stockCode())
            .or(() -> credit ? badCredit(quantity) : badSale(quantity, price));
    if (reason.isPresent()) {
      return new Skipped(reason.get());
    }
    Kind kind = credit ? Kind.CREDIT : Kind.SALE;
    Document document = new Document(kind, row.invoice(), at, customer(row), row.country());
    long minor = price.movePointRight(2).longValue();
    return new Traded(document, row.stockCode(), row.description(), Math.abs(quantity), minor);
  }

  private static Optional<Reason> badCredit(int quantity) {
    if (quantity == 0) {
      return Optional.of(Reason.ZERO);
    }
    return quantity > 0 ? Optional.of(Reason.POSITIVE_CREDIT) : Optional.empty();
  }

  private static Optional<Reason> badSale(int quantity, BigDecimal price) {
    if (quantity == 0) {
      return Optional.of(Reason.ZERO);
    }
    if (quantity < 0) {
      return Optional.of(Reason.WRITE_OFF);
    }
    if (price.signum() <= 0) {
      return Optional.of(Reason.NO_PRICE);
    }
    if (price.stripTrailingZeros().scale() > 2) {
      return Optional.of(Reason.FRACTIONS);
    }
    return quantity > MOST_UNITS ? Optional.of(Reason.TOO_MANY) : Optional.empty();
  }

  /** Tools that take the column for numbers write {@code 17850.0}. */
  private static String customer(Columns.Row row) {
    String id = row.customerId();
    return id.endsWith(".0") ? id.substring(0, id.length() - 2) : id;
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return TIMES.stream().flatMap(format -> time(text, format).stream()).findFirst();
    }
  }

  private static Optional<Instant> time(String text, DateTimeFormatter format) {
    try {
      return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
