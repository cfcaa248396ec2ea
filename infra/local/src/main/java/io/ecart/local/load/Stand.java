package io.ecart.local.load;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.tools.Audit;
import io.ecart.local.tools.Backlog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What every load runs on: a system of its own with goods in stock, and what looks at it. */
final class Stand implements AutoCloseable {
  private static final long PLENTY = 1_000_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int CARTS = 500;

  private final LoadOptions options;
  private final Path out;
  private final SystemUnderLoad system;
  private final Backlog backlog;
  private final Rows rows;
  private final Wrk wrk;

  private Stand(LoadOptions options, SystemUnderLoad system) {
    this.options = options;
    this.out = Path.of(options.text("out"));
    this.system = system;
    this.backlog = new Backlog(system.addresses());
    this.rows = new Rows(options, system.addresses(), Shop.token(system.client("alice"), "alice"));
    Path script = Path.of(System.getProperty("ecart.load.scripts", "scripts/load"));
    this.wrk = new Wrk(script.resolve("requests.lua"), options.number("clients"));
  }

  /** Starts a system and fills its shelves; the sku after the last has no stock. */
  static Stand open(LoadOptions options) {
    String state = options.text("state");
    System.out.println("Starting a system");
    return stocked(
        options,
        state.isEmpty() ? SystemUnderLoad.start() : SystemUnderLoad.startOn(Path.of(state)));
  }

  /** Another one, just as large, with the same goods and nothing else. */
  Stand another() {
    System.out.println("Starting another system");
    return stocked(options, SystemUnderLoad.start());
  }

  private static Stand stocked(LoadOptions options, SystemUnderLoad system) {
    Stand stand = new Stand(options, system);
    ShopClient staff = stand.system.client("sam");
    Shop.open(staff, options.number("skus"), PLENTY);
    Shop.open(staff, options.number("skus") + 1, 0);
    return stand;
  }

  LoadOptions options() {
    return options;
  }

  SystemUnderLoad system() {
    return system;
  }

  Backlog backlog() {
    return backlog;
  }

  Rows rows() {
    return rows;
  }

  Wrk wrk() {
    return wrk;
  }

  Path log(String name) {
    return out.resolve(name);
  }

  /** Carts of the customer who sends the load. */
  List<String> carts() {
    ShopClient alice = system.client("alice");
    return Stream.generate(() -> alice.post("/api/v1/carts", new JsonObject()))
        .limit(CARTS)
        .map(cart -> cart.orThrow("Making a cart").body().getString("id"))
        .toList();
  }

  /** Loads with orders until the code is compiled; how many were acknowledged. */
  long warmUp() {
    System.out.println("Warming up");
    Row row = rows.checkout(1);
    Sample sample = wrk.run(row.port(), row.batch(), options.number("warmup"));
    Measuring.drain(backlog);
    return sample.accepted();
  }

  /** What is wrong with the books, when so many orders were acknowledged. */
  List<String> audit(long acknowledged) {
    return audit(acknowledged, Instant.EPOCH);
  }

  /** As {@link #audit(long)}, of the orders since a time only. */
  List<String> audit(long acknowledged, Instant since) {
    Measuring.drain(backlog);
    Audit.Findings findings = new Audit(system.client("sam"), PATIENCE, since).run();
    List<String> faults = new ArrayList<>(findings.faults());
    if (findings.orders() < acknowledged) {
      faults.add(acknowledged + " orders were acknowledged, " + findings.orders() + " are there");
    }
    if (findings.held() > 0) {
      faults.add(findings.held() + " units are held for nobody's order");
    }
    System.out.printf(
        "Audited %d orders of %d skus; %d were acknowledged%n",
        findings.orders(), findings.skus(), acknowledged);
    return faults;
  }

  /** Writes the result and says whether it counts. */
  boolean report(String name, JsonObject result, List<String> faults) {
    result.put("load", name).put("faults", new JsonArray(faults));
    System.out.println("Written to " + Table.write(out, name, result));
    faults.stream().limit(20).forEach(fault -> System.out.println("FAULT  " + fault));
    System.out.println(faults.isEmpty() ? "Every invariant held" : faults.size() + " faults");
    return faults.isEmpty();
  }

  @Override
  public void close() {
    backlog.close();
    system.close();
  }
}
