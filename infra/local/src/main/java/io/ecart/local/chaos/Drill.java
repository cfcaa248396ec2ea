package io.ecart.local.chaos;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.demo.ShopGoneException;
import io.ecart.local.load.Child;
import io.ecart.local.load.Shop;
import io.ecart.local.tools.Audit;
import io.ecart.local.tools.Backlog;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rounds of orders with a fault in the middle, each with goods of its own, and each followed by a
 * look at everything.
 */
final class Drill implements AutoCloseable {
  private static final int SKUS = 20;
  private static final long DELIVERED = 60;
  private static final int BEFORE_MS = 2_000;
  private static final long AFTER_MS = 1_000;
  private static final long LOOK_AGAIN_MS = 500;
  private static final Duration BACK_LIMIT = Duration.ofSeconds(60);

  /** Holds run out, and Kafka finds out that a consumer is gone and gives its work to another. */
  private static final Duration SETTLED_LIMIT = World.HOLD.plusSeconds(25);

  /** Clocks that a fault moves are not wrong by more. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final World world;
  private final Mischief mischief;
  private final Random random;
  private final ShopClient staff;
  private final Backlog backlog;
  private final Instant begin = Instant.now().minus(CLOCKS);
  private final Map<Integer, Long> statusToCount = new HashMap<>();
  private long orders;
  private long cancelled;
  private int rounds;

  Drill(World world, Mischief mischief, long seed) {
    this.world = world;
    this.mischief = mischief;
    this.random = new Random(seed);
    this.staff = world.staff();
    this.backlog = new Backlog(world.addresses());
  }

  /**
   * What a round came to.
   *
   * @param orders that were acknowledged
   * @param refused orders for which the goods were gone
   * @param backMs from the end of the fault until an order was taken or refused again
   * @param settledMs from then until books, events and messages agreed
   * @param faults one sentence each
   */
  record Round(
      Fault fault, long orders, long refused, long backMs, long settledMs, List<String> faults) {}

  Round run(Fault fault) {
    rounds++;
    List<String> skus =
        IntStream.rangeClosed(1, SKUS).mapToObj(i -> Shop.sku(rounds * SKUS + i)).toList();
    Instant since = Instant.now().minus(CLOCKS);
    Shop.open(staff, skus, DELIVERED);
    Buyers buyers = new Buyers(world, skus);
    buyers.start(random.nextLong());
    Child.pause(random.nextInt(BEFORE_MS) + AFTER_MS);
    mischief.cause(fault);
    List<String> faults = new ArrayList<>();
    long backMs = awaitService(buyers, faults);
    Child.pause(AFTER_MS);
    buyers.stop();
    long settledMs = settle(buyers, skus, since, faults);
    count(buyers);
    return new Round(
        fault, buyers.orderToFate().size(), buyers.refused(), backMs, settledMs, faults);
  }

  private long awaitService(Buyers buyers, List<String> faults) {
    long over = System.nanoTime();
    if (!Waits.until(
        () -> world.services().areReady() && buyers.wereServedSince(over), BACK_LIMIT)) {
      faults.add("the shop does not serve again within " + BACK_LIMIT.toSeconds() + " s");
    }
    return millisSince(over);
  }

  /** Looks until nothing is wrong, or for so long that it will stay wrong. */
  private long settle(Buyers buyers, List<String> skus, Instant since, List<String> faults) {
    long begun = System.nanoTime();
    List<String> wrong = wrong(buyers, skus, since);
    while (!wrong.isEmpty() && millisSince(begun) < SETTLED_LIMIT.toMillis()) {
      Child.pause(LOOK_AGAIN_MS);
      wrong = wrong(buyers, skus, since);
    }
    faults.addAll(buyers.complaints());
    faults.addAll(wrong);
    return millisSince(begun);
  }

  private List<String> wrong(Buyers buyers, List<String> skus, Instant since) {
    if (!world.services().areReady()) {
      return List.of("the services are not ready");
    }
    try {
      return compared(buyers, skus, since);
    } catch (IllegalStateException | ShopGoneException e) {
      return List.of("the shop cannot be asked: " + e.getMessage());
    }
  }

  private List<String> compared(Buyers buyers, List<String> skus, Instant since) {
    long waiting = backlog.total();
    if (waiting > 0) {
      return List.of("events are not taken: " + backlog.toJson().encode());
    }
    List<String> wrong = new ArrayList<>();
    Books books = Books.read(staff, skus, since);
    wrong.addAll(new Verdict(books, buyers.orderToFate(), DELIVERED).faults());
    wrong.addAll(Messages.faults(world.postgres(), buyers.orderToFate().keySet()));
    wrong.addAll(analytics(buyers));
    long dead = backlog.deadLetters();
    if (dead > 0) {
      wrong.add(dead + " dead letters");
    }
    // Last, for it takes longest.
    if (wrong.isEmpty()) {
      JsonObject drift = staff.get("/api/v1/stock/drift").orThrow("Asking for drift").body();
      drift.getJsonArray("items").forEach(item -> wrong.add("drift: " + item));
    }
    return wrong;
  }

  /** Sales are booked once: as many orders as were acknowledged, and as many cancelled. */
  private List<String> analytics(Buyers buyers) {
    String path = "/api/v1/analytics/orders/summary?from=" + begin;
    JsonObject byStatus =
        staff.get(path).orThrow("Asking for sales").body().getJsonObject("byStatus");
    long expected = orders + buyers.orderToFate().size();
    long expectedCancelled = cancelled + cancelled(buyers);
    long counted = byStatus.fieldNames().stream().mapToLong(byStatus::getLong).sum();
    long countedCancelled = byStatus.getLong("cancelled");
    return counted == expected && countedCancelled == expectedCancelled
        ? List.of()
        : List.of(
            String.format(
                "analytics counts %d orders of %d, %d cancelled of %d",
                counted, expected, countedCancelled, expectedCancelled));
  }

  private static long cancelled(Buyers buyers) {
    return buyers.orderToFate().values().stream().filter(Buyers.Fate.CANCELLED::equals).count();
  }

  private void count(Buyers buyers) {
    orders += buyers.orderToFate().size();
    cancelled += cancelled(buyers);
    buyers
        .statusToCount()
        .forEach((status, count) -> statusToCount.merge(status, count.get(), Long::sum));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  /** The audit of {@code scripts/audit}, of all rounds together. */
  List<String> audit() {
    Audit.Findings findings = new Audit(staff, SETTLED_LIMIT, Instant.EPOCH).run();
    List<String> faults = new ArrayList<>(findings.faults());
    if (findings.orders() != orders) {
      faults.add(orders + " orders were acknowledged in all, " + findings.orders() + " are there");
    }
    if (findings.held() > 0) {
      faults.add(findings.held() + " units are held for nobody's order");
    }
    return faults;
  }

  /** How many answers of each status buyers got; 0 for none at all. */
  Map<Integer, Long> statusToCount() {
    return statusToCount;
  }

  @Override
  public void close() {
    backlog.close();
  }
}
