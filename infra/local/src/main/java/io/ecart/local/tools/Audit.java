package io.ecart.local.tools;

import io.ecart.local.demo.ShopAnswer;
import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the books of a system agree, as its public API tells them: nothing drifts ({@code GET
 * /stock/drift}), nothing is below zero, and for every sku that was ever ordered the levels promise
 * exactly what the orders have not yet received.
 *
 * <p>Events take a moment to arrive, and orders and levels cannot be read at the same instant. So a
 * difference counts only when it stands unchanged for a while; those of a sku that is being sold
 * right now do not stand, and {@code /stock/drift} alone watches over them.
 */
public final class Audit {
  private static final int SKUS_AT_ONCE = 200;
  private static final long LOOK_AGAIN_MS = 500;
  private static final Duration STANDING = Duration.ofSeconds(10);

  private final ShopClient staff;
  private final Duration patience;
  private final Instant since;
  private long orders;
  private int skus;
  private long held;

  /**
   * @param staff may see every order and every level
   * @param patience how long books may take to agree
   * @param since older orders are left out; they must be done, or the levels will not match
   */
  public Audit(ShopClient staff, Duration patience, Instant since) {
    this.staff = staff;
    this.patience = patience;
    this.since = since;
  }

  /**
   * What an audit found.
   *
   * @param orders how many there are
   * @param skus how many were ever ordered
   * @param held units of them that are reserved and not yet anybody's order
   * @param unsettled differences that changed until the end
   * @param faults one sentence for each difference that stands; empty when the books agree
   */
  public record Findings(long orders, int skus, long held, long unsettled, List<String> faults) {
    public boolean isClean() {
      return faults.isEmpty();
    }
  }

  /** Looks until the books agree or the patience has ended. */
  public Findings run() {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, Long> faultToSince = look(Map.of());
    while (!faultToSince.isEmpty() && System.nanoTime() < deadline) {
      pause();
      faultToSince = look(faultToSince);
    }
    long half = patience.dividedBy(2).toNanos();
    long latest = System.nanoTime() - Math.min(half, STANDING.toNanos());
    List<String> faults =
        faultToSince.entrySet().stream()
            .filter(fault -> fault.getValue() <= latest)
            .map(Map.Entry::getKey)
            .toList();
    return new Findings(orders, skus, held, faultToSince.size() - faults.size(), faults);
  }

  /** All that differs now, each with the time since when it was seen just so. */
  private Map<String, Long> look(Map<String, Long> earlier) {
    long now = System.nanoTime();
    List<String> faults = new ArrayList<>(drift());
    OrderBook book = OrderBook.read(staff, since);
    Map<String, JsonObject> levels = levels(List.copyOf(book.openBySku().keySet()));
    book.openBySku().forEach((sku, open) -> faults.addAll(compare(sku, open, levels.get(sku))));
    orders = book.orders();
    skus = levels.size();
    held = levels.values().stream().mapToLong(level -> level.getLong("reserved")).sum();
    Map<String, Long> faultToSince = new LinkedHashMap<>();
    faults.forEach(fault -> faultToSince.put(fault, earlier.getOrDefault(fault, now)));
    return faultToSince;
  }

  private List<String> drift() {
    ShopAnswer answer = staff.get("/api/v1/stock/drift");
    if (!answer.isSuccess()) {
      return List.of("GET /stock/drift was answered " + answer.status());
    }
    JsonArray items = answer.body().getJsonArray("items");
    return items.stream().map(item -> "drift: " + item).toList();
  }

  private Map<String, JsonObject> levels(List<String> skus) {
    Map<String, JsonObject> levels = new TreeMap<>();
    for (int from = 0; from < skus.size(); from += SKUS_AT_ONCE) {
      List<String> some = skus.subList(from, Math.min(from + SKUS_AT_ONCE, skus.size()));
      JsonArray items =
          staff
              .get("/api/v1/stock?skus=" + String.join(",", some))
              .orThrow("Reading levels")
              .body()
              .getJsonArray("items");
      for (int i = 0; i < items.size(); i++) {
        levels.put(items.getJsonObject(i).getString("sku"), items.getJsonObject(i));
      }
    }
    return levels;
  }

  private static List<String> compare(String sku, long open, @Nullable JsonObject level) {
    if (level == null) {
      return List.of(sku + ": ordered, but has no level");
    }
    List<String> faults = new ArrayList<>();
    long allocated = level.getLong("allocated");
    if (allocated != open) {
      faults.add(sku + ": orders await " + open + ", levels promise " + allocated);
    }
    for (String field : List.of("onHand", "reserved", "allocated", "unavailable")) {
      if (level.getLong(field) < 0) {
        faults.add(sku + ": " + field + " is " + level.getLong(field));
      }
    }
    return faults;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
