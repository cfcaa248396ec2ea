package io.ecart.inventory;

import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.LedgerAudit.Claim;
import io.ecart.inventory.LedgerAudit.Shortfall;
import io.ecart.runtime.kafka.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether Redis, levels, ledger, holds and orders agree. Each pair is compared within one
 * snapshot, or, where there is none, twice, and only what is wrong both times counts.
 */
public final class DriftAudit {
  private static final Logger LOG = LoggerFactory.getLogger(DriftAudit.class);

  /** Events of an order may be on their way for so long. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final LedgerAudit ledger;
  private final CountAudit counts;
  private final OrderAudit orders;
  private final AtomicLong driftUnits;

  public DriftAudit(
      LedgerAudit ledger, CountAudit counts, OrderAudit orders, MeterRegistry metrics) {
    this.ledger = ledger;
    this.counts = counts;
    this.orders = orders;
    this.driftUnits = Objects.requireNonNull(metrics.gauge("stock.drift.units", new AtomicLong()));
  }

  /** All drift there is; empty when the books are sound. */
  public Future<List<Drift>> run() {
    return compareAll()
        .onSuccess(found -> driftUnits.set(found.stream().mapToLong(Drift::units).sum()));
  }

  private Future<List<Drift>> compareAll() {
    List<Drift> found = new ArrayList<>();
    return ledger
        .ledger()
        .map(found::addAll)
        .compose(done -> ledger.holds())
        .map(found::addAll)
        .compose(done -> counts.counts())
        .map(found::addAll)
        .compose(done -> ofOrders())
        .map(found::addAll)
        .map(found);
  }

  /**
   * What is claimed too much may be an event that is not here yet; too little cannot be, but for
   * units that are still held. Without order the rest of the audit is still worth something.
   */
  private Future<List<Drift>> ofOrders() {
    return orders
        .openClaims(SETTLED)
        .compose(ledger::shortfalls)
        .compose(this::thatLast)
        .recover(
            failure -> {
              LOG.warn("Orders are left out of the audit: {}", failure.toString());
              return Future.succeededFuture(List.of());
            });
  }

  /** An order may have moved on while it was compared; what it says no longer is left out. */
  private Future<List<Drift>> thatLast(List<Shortfall> found) {
    return found.isEmpty()
        ? Future.succeededFuture(List.of())
        : orders.openClaims(SETTLED).map(claims -> drift(found, Set.copyOf(claims)));
  }

  private static List<Drift> drift(List<Shortfall> found, Set<Claim> claims) {
    return found.stream()
        .filter(shortfall -> claims.contains(shortfall.claim()))
        .map(DriftAudit::drift)
        .toList();
  }

  private static Drift drift(Shortfall shortfall) {
    Claim claim = shortfall.claim();
    return new Drift(Source.ORDERS, claim.place(), "allocated", claim.units(), shortfall.units());
  }

  /** What everybody is told of a drift. */
  public static Event event(Drift drift, Instant now) {
    JsonObject data = drift.toJson();
    data.remove("source");
    return StockEvents.drifted(drift.place().sku(), data, now);
  }
}
