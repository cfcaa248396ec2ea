package io.ecart.local.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files and rows for tests. */
final class Rows {
  static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

  private Rows() {}

  static Transactions file(Path folder, String text) {
    return file(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  static Transactions file(Path folder, String text, Charset charset) {
    return file(folder, text.getBytes(charset));
  }

  static Transactions file(Path folder, byte[] bytes) {
    try {
      return Transactions.of(Files.write(folder.resolve("sales.csv"), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** All entries of a file with the given rows. */
  static List<Entry> read(Path folder, String... rows) {
    return read(file(folder, HEADER + "\n" + String.join("\n", rows) + "\n"));
  }

  static List<Entry> read(Transactions file) {
    List<Entry> entries = new ArrayList<>();
    try (EntryFile source = EntryFile.open(file, file.encoding())) {
      for (Entry entry = source.next(); entry != null; entry = source.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  static Entry.Traded sale(String invoice, String sku, int quantity, long price, String customer) {
    return sale(invoice, sku, quantity, price, customer, "2010-12-01T10:00:00Z");
  }

  static Entry.Traded sale(
      String invoice, String sku, int quantity, long price, String customer, String at) {
    return traded(Entry.Kind.SALE, invoice, sku, quantity, price, customer, at);
  }

  static Entry.Traded credit(
      String invoice, String sku, int quantity, long price, String customer, String at) {
    return traded(Entry.Kind.CREDIT, invoice, sku, quantity, price, customer, at);
  }

  private static Entry.Traded traded(
      Entry.Kind kind,
      String invoice,
      String sku,
      int quantity,
      long price,
      String customer,
      String at) {
    Entry.Document document =
        new Entry.Document(kind, invoice, Instant.parse(at), customer, "United Kingdom");
    return new Entry.Traded(document, sku, "A NAME", quantity, price);
  }
}
