package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Skipped;
import io.ecart.local.replay.Entry.Traded;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads the file day by day and lets each day be played before it reads the next. */
final class Timeline {
  private final Books books;
  private final StockBooking stock;
  private final Player player;
  private final Progress progress;
  private final int mostLines;
  private final OpenSales open = new OpenSales();
  private @Nullable Day day;

  /**
   * @param mostLines what the shop takes in one order
   */
  Timeline(Books books, StockBooking stock, Player player, Progress progress, int mostLines) {
    this.books = books;
    this.stock = stock;
    this.player = player;
    this.progress = progress;
    this.mostLines = mostLines;
  }

  void play(Transactions file, Charset charset) {
    try (EntryFile entries = EntryFile.open(file, charset)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        take(entry, entries.rows() - 1);
      }
      finish();
      progress.rows(entries.rows());
    }
  }

  private void take(Entry entry, long rowsBefore) {
    if (entry instanceof Skipped skipped) {
      books.rows().skipped(skipped.reason());
    } else if (entry instanceof Traded row) {
      Reason reason = notPlayed(row);
      if (reason == null) {
        dayOf(row, rowsBefore).add(row);
      } else {
        books.rows().skipped(reason);
      }
    }
  }

  private @Nullable Reason notPlayed(Traded row) {
    if (row.document().kind() == Entry.Kind.CREDIT) {
      return row.document().isGuest() ? Reason.GUEST_CREDIT : null;
    }
    return books.has(row.sku()) ? null : Reason.NO_PRODUCT;
  }

  /** A row that comes too late in the file is played with the day among whose rows it stands. */
  private Day dayOf(Traded row, long rowsBefore) {
    LocalDate date = row.document().day();
    if (day != null && !date.isAfter(day.date())) {
      return day;
    }
    finish();
    progress.rows(rowsBefore);
    progress.phase(date.toString());
    stock.receiveUntil(YearMonth.from(date));
    Day next = new Day(date);
    day = next;
    return next;
  }

  private void finish() {
    if (day != null) {
      day.plan(open, mostLines);
      player.play(day);
      books.settle(day);
      day = null;
    }
  }
}
