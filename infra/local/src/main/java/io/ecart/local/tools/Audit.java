package io.ecart.local.tools;

import io.ecart.local.demo.ShopAnswer;
import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * <p>Events take a moment to arrive. So what does not agree at first is looked at again until it
 * does or the patience ends; a system that goes on taking orders meanwhile may never agree.
 */
public final class Audit {
  private static final int SKUS_AT_ONCE = 200;
  private static final long LOOK_AGAIN_MS = 500;

  private final ShopClient staff;
  private final Duration patience;
  private final Instant since;

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
   * @param faults one sentence each; empty when the books agree
   */
  public record Findings(long orders, int skus, List<String> faults) {
    public boolean isClean() {
      return faults.isEmpty();
    }
  }

  /** Looks until the books agree or the patience has ended. */
  public Findings run() {
    long deadline = System.nanoTime() + patience.toNanos();
    Findings findings = look();
    while (!findings.isClean() && System.nanoTime() < deadline) {
      pause();
      findings = look();
    }
    return findings;
  }

  private Findings look() {
    List<String> faults = new ArrayList<>(drift());
    OrderBook book = OrderBook.read(staff, since);
    Map<String, JsonObject> levels = levels(List.copyOf(book.openBySku().keySet()));
    book.openBySku().forEach((sku, open) -> faults.addAll(compare(sku, open, levels.get(sku))));
    return new Findings(book.orders(), levels.size(), faults);
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
    if (level.getLong("reserved") > 0) {
      faults.add(sku + ": " + level.getLong("reserved") + " still held for nobody's order");
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
