package io.ecart.local.demo;

import io.ecart.local.replay.Replay;
import io.ecart.local.replay.ReplayException;
import io.ecart.local.replay.ReplayOptions;
import io.ecart.local.replay.ReplayReport;
import io.ecart.local.replay.Transactions;
import io.ecart.local.tools.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plays demonstrations against a system that runs; {@code scripts/demo} calls it. */
public final class DemoMain {
  private static final String USAGE =
      """
      scripts/demo replay [FILE] [options]

      Plays the transactions of a real shop through the public API of a system that runs: imports
      the goods that the file sells, books the stock they need, and lets every invoice be an order
      that is shipped, cancelled or returned. In the end it checks that no unit and no penny got
      lost. Without FILE it plays the first week, which comes with the product.

        FILE              CSV, plain or gzipped, one row per line, with the columns InvoiceNo,
                          StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID,
                          Country in any order
        --url URL         the system's edge (http://localhost:8080)
        --user NAME       a staff user; the password is NAME-demo (sam)
        --in-flight N     requests under way at once, 1-256 (16)
        --again           play although the shop has orders for these goods already
        --json FILE       write the report there as JSON, too

      Exit status: 0 when everything was played and every check holds, 1 otherwise.\
      """;
  private static final List<String> OPTIONS = List.of("--url", "--user", "--in-flight", "--json");
  private static final List<String> FLAGS = List.of("--again");
  private static final int MOST_IN_FLIGHT = 256;

  private DemoMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      System.out.println(USAGE);
      return 0;
    }
    try {
      return replay(Arguments.of(args, OPTIONS, FLAGS));
    } catch (IllegalArgumentException | ReplayException e) {
      System.err.println("Demo: " + e.getMessage());
      return 1;
    }
  }

  private static int replay(Arguments arguments) {
    Transactions file = file(arguments.words());
    ReplayOptions options =
        ReplayOptions.at(arguments.text("--url", "http://localhost:8080"))
            .as(arguments.text("--user", "sam"))
            .withInFlight(arguments.number("--in-flight", 16, 1, MOST_IN_FLIGHT));
    boolean again = arguments.has("--again");
    ReplayReport report =
        Replay.run(again ? options.onceMore() : options, file, System.out::println);
    System.out.println(report.text());
    String json = arguments.text("--json", "");
    if (!json.isEmpty()) {
      write(Path.of(json), report);
    }
    return report.ok() ? 0 : 1;
  }

  private static Transactions file(List<String> words) {
    if (words.isEmpty() || !words.get(0).equals("replay")) {
      throw new IllegalArgumentException("the only demonstration there is, is replay");
    }
    if (words.size() > 2) {
      throw new IllegalArgumentException("unknown argument " + words.get(2));
    }
    return words.size() == 1 ? Transactions.shipped() : Transactions.of(Path.of(words.get(1)));
  }

  private static void write(Path path, ReplayReport report) {
    try {
      Files.writeString(path, report.json().encodePrettily() + "\n");
    } catch (IOException e) {
      throw new ReplayException("Cannot write " + path + ": " + e.getMessage());
    }
  }
}
