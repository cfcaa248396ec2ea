package io.ecart.local.tools;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.demo.ShopGoneException;
import io.ecart.runtime.observe.Logs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Audits a running system; {@code scripts/audit} calls it. */
final class AuditMain {
  private static final int SHOWN = 50;
  private static final String USAGE =
      """
      Usage: audit [--state FOLDER | --url URL] [--wait SECONDS]
        --state   where the system keeps its data (.ecart)
        --url     scheme, host and port of its edge, instead
        --wait    how long books may take to agree (30)
      After a crash of order, levels promise more than orders await until the holds of orders that
      were not written have run out (ECART_HOLD_TTL, 15 minutes).
      Status 0: the books agree; 1: they do not; 2: nobody can be asked.\
      """;

  private AuditMain() {}

  /**
   * Ends with status 0 when the books agree, 1 when they do not, 2 when nobody can be asked.
   *
   * @param args see {@link #USAGE}
   */
  public static void main(String[] args) {
    if (List.of(args).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    Logs.use(Logs.Format.TEXT, "audit");
    try {
      Arguments arguments = Arguments.of(List.of(args), List.of("--state", "--url", "--wait"));
      if (!arguments.words().isEmpty()) {
        throw new IllegalArgumentException("unknown argument " + arguments.words().get(0));
      }
      ShopClient staff = new ShopClient(edge(arguments), "sam");
      staff.signIn();
      Duration patience = Duration.ofSeconds(arguments.number("--wait", 30));
      System.exit(show(new Audit(staff, patience, Instant.EPOCH).run()) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("The audit cannot be run: " + e.getMessage() + "\n" + USAGE);
    } catch (IllegalStateException | ShopGoneException e) {
      System.err.println("The audit cannot be run: " + e.getMessage());
    }
    System.exit(2);
  }

  private static String edge(Arguments arguments) {
    String url = arguments.text("--url", "");
    return url.isEmpty()
        ? RunningSystem.in(Path.of(arguments.text("--state", ".ecart"))).edge()
        : url;
  }

  private static boolean show(Audit.Findings findings) {
    findings.faults().stream().limit(SHOWN).forEach(fault -> System.out.println("FAULT  " + fault));
    System.out.printf(
        "%d orders, %d skus, %d units held: %s%n",
        findings.orders(),
        findings.skus(),
        findings.held(),
        findings.isClean() ? "the books agree" : findings.faults().size() + " faults");
    if (findings.unsettled() > 0) {
      System.out.printf(
          "%d skus were being sold all the time: /stock/drift alone vouches for them%n",
          findings.unsettled());
    }
    return findings.isClean();
  }
}
