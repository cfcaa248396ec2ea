package io.ecart.inventory;

import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.LedgerAudit.Claim;
import io.ecart.runtime.kafka.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** Without order the rest of the audit is still worth something. */
  private Future<List<Drift>> ofOrders() {
    return orders
        .openClaims(SETTLED)
        .compose(this::compare)
        .recover(
            failure -> {
              LOG.warn("Orders are left out of the audit: {}", failure.toString());
              return Future.succeededFuture(List.of());
            });
  }

  /** What is claimed too much may be an event that is not here yet; too little cannot be. */
  private Future<List<Drift>> compare(List<Claim> expected) {
    Set<String> references = new LinkedHashSet<>();
    expected.forEach(claim -> references.add(claim.reference()));
    if (references.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return ledger
        .claims(List.copyOf(references))
        .map(
            actual -> {
              Map<String, Long> claimed = new HashMap<>();
              actual.forEach(claim -> claimed.put(name(claim), claim.units()));
              List<Drift> drift = new ArrayList<>();
              for (Claim claim : expected) {
                long units = claimed.getOrDefault(name(claim), 0L);
                if (units < claim.units()) {
                  drift.add(
                      new Drift(Source.ORDERS, claim.place(), "allocated", claim.units(), units));
                }
              }
              return drift;
            });
  }

  private static String name(Claim claim) {
    return claim.reference() + ' ' + claim.place().sku() + ' ' + claim.place().location();
  }

  /** What everybody is told of a drift. */
  public static Event event(Drift drift, Instant now) {
    JsonObject data = drift.toJson();
    data.remove("source");
    return StockEvents.drifted(drift.place().sku(), data, now);
  }
}
