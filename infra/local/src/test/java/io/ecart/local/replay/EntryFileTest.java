package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.local.replay.Entry.Kind;
import io.ecart.local.replay.Entry.Skipped;
import io.ecart.local.replay.Entry.Traded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFileTest {
  private static final String GOOD =
      "536365,85123a,\"HOLDER, WHITE\",6,2010-12-01T08:26:00Z,2.55,17850,United Kingdom";

  @TempDir Path folder;

  @Test
  void readsASale() {
    Traded row = assertInstanceOf(Traded.class, Rows.read(folder, GOOD).get(0));

    assertEquals(Kind.SALE, row.document().kind());
    assertEquals("536365", row.document().number());
    assertEquals(Instant.parse("2010-12-01T08:26:00Z"), row.document().at());
    assertEquals("17850", row.document().customer());
    assertEquals("85123A", row.sku());
    assertEquals("HOLDER, WHITE", row.name());
    assertEquals(6, row.quantity());
    assertEquals(255, row.priceMinor());
  }

  @Test
  void readsACancellationWithItsUnitsPositive() {
    String text = "C536379,22556,PLASTERS,-12,2010-12-01T09:41:00Z,1.65,14527,France";

    Traded row = assertInstanceOf(Traded.class, Rows.read(folder, text).get(0));

    assertEquals(Kind.CREDIT, row.document().kind());
    assertEquals(12, row.quantity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|EMPTY",
        "536365,85123A,NAME,6,2010-12-01T08:26:00Z,2.55,17850|FIELDS",
        "536365,85123A,\"NAME,6,2010-12-01T08:26:00Z,2.55,17850,France|FIELDS",
        "536365,85123A,\"NAME\"S,6,2010-12-01T08:26:00Z,2.55,17850,France|FIELDS",
        ",85123A,NAME,6,2010-12-01T08:26:00Z,2.55,17850,France|INVOICE",
        "536365,,NAME,6,2010-12-01T08:26:00Z,2.55,17850,France|CODE",
        "536365,85123A,NAME,six,2010-12-01T08:26:00Z,2.55,17850,France|QUANTITY",
        "536365,85123A,NAME,1.5,2010-12-01T08:26:00Z,2.55,17850,France|QUANTITY",
        "536365,85123A,NAME,99999999999,2010-12-01T08:26:00Z,2.55,17850,France|QUANTITY",
        "536365,85123A,NAME,6,yesterday,2.55,17850,France|DATE",
        "536365,85123A,NAME,6,2010-12-41T08:26:00Z,2.55,17850,France|DATE",
        "536365,85123A,NAME,6,2010-12-01T08:26:00Z,1E9999,17850,France|PRICE",
        "536365,85123A,NAME,6,2010-12-01T08:26:00Z,,17850,France|PRICE",
        "A563185,85123A,NAME,1,2010-12-01T08:26:00Z,2.55,17850,France|ACCOUNTING",
        "536365,85123A,NAME,0,2010-12-01T08:26:00Z,2.55,17850,France|ZERO",
        "C36365,85123A,NAME,0,2010-12-01T08:26:00Z,2.55,17850,France|ZERO",
        "C36365,85123A,NAME,4,2010-12-01T08:26:00Z,2.55,17850,France|POSITIVE_CREDIT",
        "536365,85123A,damaged,-4,2010-12-01T08:26:00Z,0,,France|WRITE_OFF",
        "536365,85123A,found,4,2010-12-01T08:26:00Z,0,,France|NO_PRICE",
        "536365,85123A,NAME,4,2010-12-01T08:26:00Z,-2,,France|NO_PRICE",
        "536365,85123A,NAME,4,2010-12-01T08:26:00Z,0.001,,France|FRACTIONS",
        "536365,85123A,NAME,1000001,2010-12-01T08:26:00Z,2.55,,France|TOO_MANY",
        "536365,POST,POSTAGE,1,2010-12-01T08:26:00Z,18,12583,France|POSTAGE",
        "536365,gift_0001_20,VOUCHER,1,2010-12-01T08:26:00Z,17,,France|VOUCHER",
      })
  void saysWhyARowIsNotPlayed(String row, String reason) {
    List<Entry> entries = Rows.read(folder, row == null ? "" : row, GOOD);

    assertEquals(new Skipped(Reason.valueOf(reason)), entries.get(0));
    assertInstanceOf(Traded.class, entries.get(1), "the next row is read as if nothing had been");
  }

  @Test
  void cutsALineWithoutEndAndGoesOn() {
    List<Entry> entries = Rows.read(folder, "x".repeat(3_000_000), GOOD);

    assertEquals(new Skipped(Reason.FIELDS), entries.get(0));
    assertInstanceOf(Traded.class, entries.get(1));
  }

  @Test
  void findsColumnsByNameInAnyOrderAndSkipsUnknownOnes() {
    String text =
        "Country,Shelf,price,Quantity,invoice,STOCKCODE,Description,InvoiceDate,Customer ID\r\n"
            + "France,7,1.5,2,536365,22556,PLASTERS,12/1/2010 8:26,17850.0\r\n";

    Traded row = assertInstanceOf(Traded.class, Rows.read(Rows.file(folder, text)).get(0));

    assertEquals("France", row.document().country());
    assertEquals("17850", row.document().customer());
    assertEquals(150, row.priceMinor());
    assertEquals(Instant.parse("2010-12-01T08:26:00Z"), row.document().at());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void takesAByteOrderMarkForWhatItIs(String charset) {
    String text = "\uFEFF" + Rows.HEADER + "\n" + GOOD.replace("WHITE", "£5") + "\n";

    Transactions file = Rows.file(folder, text, java.nio.charset.Charset.forName(charset));

    assertEquals("HOLDER, £5", ((Traded) Rows.read(file).get(0)).name());
  }

  @Test
  void readsWhatIsNotUtf8AsWindowsDoes() {
    String text = Rows.HEADER + "\n" + GOOD.replace("WHITE", "£5") + "\n";

    Transactions file = Rows.file(folder, text, StandardCharsets.ISO_8859_1);

    assertEquals("HOLDER, £5", ((Traded) Rows.read(file).get(0)).name());
  }

  @Test
  void readsGzip() {
    Transactions file = Rows.file(folder, Rows.gzip(Rows.HEADER + "\n" + GOOD + "\n"));

    assertEquals(1, Rows.read(file).size());
  }

  @Test
  void namesTheColumnsThatAreMissing() {
    Transactions file = Rows.file(folder, "InvoiceNo,StockCode,Description,Quantity\n1,2,3,4\n");

    String message = refusal(file);

    assertTrue(message.contains("InvoiceDate, UnitPrice, CustomerID, Country"), message);
    assertTrue(message.contains("sales.csv"), message);
  }

  @Test
  void refusesGzipThatEndsTooEarly() {
    StringBuilder text = new StringBuilder(Rows.HEADER).append('\n');
    for (int i = 0; i < 5_000; i++) {
      text.append(GOOD.replace("17850", Integer.toString(i * 7919))).append('\n');
    }
    byte[] whole = Rows.gzip(text.toString());

    Transactions file = Rows.file(folder, Arrays.copyOf(whole, whole.length / 2));

    assertTrue(refusal(file).startsWith("Cannot read "), refusal(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "PK\u0003\u0004workbook", "%PDF-1.7", "{\"rows\": []}"})
  void refusesWhatIsNoFileOfTransactions(String text) {
    assertTrue(refusal(Rows.file(folder, text)).contains("sales.csv"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertTrue(refusal(Transactions.of(folder.resolve("none.csv"))).contains("no such file"));
  }

  @Test
  void shippedFileIsReadToItsEnd() {
    List<Entry> entries = Rows.read(Transactions.shipped());

    assertEquals(19_632, entries.size());
    assertTrue(entries.stream().noneMatch(new Skipped(Reason.FIELDS)::equals));
  }

  private static String refusal(Transactions file) {
    return assertThrows(ReplayException.class, () -> Rows.read(file)).getMessage();
  }
}
