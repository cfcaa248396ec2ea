package io.ecart.local.demo;

import io.ecart.local.replay.Replay;
import io.ecart.local.replay.ReplayException;
import io.ecart.local.replay.ReplayOptions;
import io.ecart.local.replay.ReplayReport;
import io.ecart.local.replay.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final int MOST_IN_FLIGHT = 256;

  private DemoMain() {}

  public static void main(String[] args) {
    System.exit(run(new ArrayList<>(List.of(args))));
  }

  private static int run(List<String> args) {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      System.out.println(USAGE);
      return 0;
    }
    try {
      if (!args.remove(0).equals("replay")) {
        throw new IllegalArgumentException("the only demonstration there is, is replay");
      }
      return replay(args);
    } catch (IllegalArgumentException | ReplayException e) {
      System.err.println("Demo: " + e.getMessage());
      return 1;
    }
  }

  private static int replay(List<String> args) {
    String url = option(args, "--url", "http://localhost:8080");
    String user = option(args, "--user", "sam");
    int inFlight = inFlight(option(args, "--in-flight", "16"));
    String json = option(args, "--json", "");
    boolean again = args.remove("--again");
    Transactions file = file(args);
    ReplayOptions options = ReplayOptions.at(url).as(user).withInFlight(inFlight);
    ReplayReport report =
        Replay.run(again ? options.onceMore() : options, file, System.out::println);
    System.out.println(report.text());
    if (!json.isEmpty()) {
      write(Path.of(json), report);
    }
    return report.ok() ? 0 : 1;
  }

  private static Transactions file(List<String> args) {
    List<String> unknown = args.stream().filter(arg -> arg.startsWith("-")).toList();
    if (!unknown.isEmpty() || args.size() > 1) {
      String what = unknown.isEmpty() ? args.get(1) : unknown.get(0);
      throw new IllegalArgumentException("unknown argument " + what);
    }
    return args.isEmpty() ? Transactions.shipped() : Transactions.of(Path.of(args.get(0)));
  }

  private static int inFlight(String text) {
    int number = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST_IN_FLIGHT) {
      throw new IllegalArgumentException("--in-flight must be from 1 to " + MOST_IN_FLIGHT);
    }
    return number;
  }

  private static String option(List<String> args, String name, String fallback) {
    int at = args.indexOf(name);
    if (at < 0) {
      return fallback;
    }
    if (at + 1 >= args.size()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    args.remove(at);
    return args.remove(at);
  }

  private static void write(Path path, ReplayReport report) {
    try {
      Files.writeString(path, report.json().encodePrettily() + "\n");
    } catch (IOException e) {
      throw new ReplayException("Cannot write " + path + ": " + e.getMessage());
    }
  }
}
