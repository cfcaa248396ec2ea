package io.ecart.local.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of transactions, plain or gzipped, that can be read several times. */
public final class Transactions {
  private static final String SHIPPED = "online-retail-2010-12-01-to-12-08.csv.gz";
  private static final int BUFFER = 1 << 16;

  @FunctionalInterface
  private interface Opening {
    InputStream open() throws IOException;
  }

  private final String name;
  private final Opening opening;

  private Transactions(String name, Opening opening) {
    this.name = name;
    this.opening = opening;
  }

  public static Transactions of(Path file) {
    return new Transactions(file.toString(), () -> Files.newInputStream(file));
  }

  /** The first week of the shop, which come with the product. */
  public static Transactions shipped() {
    return new Transactions(SHIPPED, () -> resource("/demo/" + SHIPPED));
  }

  private static InputStream resource(String path) throws IOException {
    InputStream in = Transactions.class.getResourceAsStream(path);
    if (in == null) {
      throw new NoSuchFileException(path);
    }
    return in;
  }

  String name() {
    return name;
  }

  /**
   * The file's encoding: as its byte-order mark says, or UTF-8 when all of it is, or else
   * Windows-1252, in which shops' exports mostly are and every byte but five means something.
   */
  Charset encoding() {
    try (InputStream in = open()) {
      in.mark(2);
      int mark = in.read() << 8 | in.read();
      if (mark == 0xFEFF || mark == 0xFFFE) {
        return StandardCharsets.UTF_16;
      }
      in.reset();
      return isUtf8(in) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static boolean isUtf8(InputStream in) throws IOException {
    Reader strict =
        new InputStreamReader(
            in, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
    char[] buffer = new char[BUFFER];
    try {
      int read = 0;
      while (read >= 0) {
        read = strict.read(buffer);
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The file's bytes, unpacked. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(opening.open(), BUFFER);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    if (magic == 0x504B) {
      in.close();
      throw new ReplayException(name + " is a zip archive or a workbook; a CSV file is needed");
    }
    return magic == 0x1F8B ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
  }

  ReplayException unreadable(IOException e) {
    String why =
        e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    return new ReplayException("Cannot read " + name + ": " + why, e);
  }
}
