package io.ecart.local.tools;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.demo.ShopGoneException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Audits a running system; {@code scripts/audit} calls it. */
final class AuditMain {
  private static final int SHOWN = 50;

  private AuditMain() {}

  /**
   * Ends with status 0 when the books agree, 1 when they do not, 2 when nobody can be asked.
   *
   * @param args {@code --state FOLDER} of the system, or {@code --url URL} of an edge; {@code
   *     --wait SECONDS} that books may take to agree (30)
   */
  public static void main(String[] args) {
    try {
      Arguments arguments = Arguments.of(List.of(args), List.of("--state", "--url", "--wait"));
      String url = arguments.text("--url", "");
      String edge =
          url.isEmpty()
              ? RunningSystem.in(Path.of(arguments.text("--state", ".ecart"))).edge()
              : url;
      Duration patience = Duration.ofSeconds(Long.parseLong(arguments.text("--wait", "30")));
      Audit audit = new Audit(new ShopClient(edge, "sam"), patience, Instant.EPOCH);
      System.exit(show(audit.run()) ? 0 : 1);
    } catch (IllegalArgumentException | IllegalStateException | ShopGoneException e) {
      System.err.println("The audit cannot be run: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean show(Audit.Findings findings) {
    findings.faults().stream().limit(SHOWN).forEach(fault -> System.out.println("FAULT  " + fault));
    System.out.printf(
        "%d orders, %d skus: %s%n",
        findings.orders(),
        findings.skus(),
        findings.isClean() ? "the books agree" : findings.faults().size() + " faults");
    return findings.isClean();
  }
}
