package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One sku, N pieces, ten times as many buyers at once, each with one order and a key of its own.
 * Exactly N must be sold: no more, and no fewer.
 */
final class FlashSale {
  private static final int BUYERS_PER_PIECE = 10;
  private static final int CREATED = 201;
  private static final int REFUSED = 409;

  private final Stand stand;

  FlashSale(Stand stand) {
    this.stand = stand;
  }

  boolean run() {
    int pieces = stand.options().number("pieces");
    long buyers = (long) pieces * BUYERS_PER_PIECE;
    String sku = Shop.sku(stand.options().number("skus") + 1);
    long before = stand.warmUp();
    Shop.receive(stand.system().client("sam"), List.of(sku), pieces);
    Row row = stand.rows().buyers(sku);
    System.out.printf("%d buyers for %d pieces%n", buyers, pieces);
    OpenLoad.Result result;
    try (OpenLoad load = new OpenLoad()) {
      result = OpenLoad.await(load.burst(buyers, row.port(), row.batch()));
    }
    return report(result, pieces, sku, before);
  }

  private boolean report(OpenLoad.Result result, int pieces, String sku, long before) {
    Map<Integer, Long> statuses = result.statuses();
    long sold = statuses.getOrDefault(CREATED, 0L);
    Sample sample = result.sample();
    System.out.printf(
        "%d sold, %d refused, answers by status %s, %.1f s, %.0f per s, p50 %.0f ms, p99 %.0f ms%n",
        sold,
        statuses.getOrDefault(REFUSED, 0L),
        statuses,
        sample.seconds(),
        sample.rate(),
        sample.p50() / 1e3,
        sample.p99() / 1e3);
    List<String> faults = new ArrayList<>(stand.audit(before + sold));
    if (sold != pieces) {
      faults.add(sold + " of " + pieces + " pieces were sold");
    }
    faults.addAll(shelf(sku, pieces));
    JsonObject json =
        new JsonObject()
            .put("pieces", pieces)
            .put("buyers", sample.requests() + sample.broken())
            .put("sold", sold)
            .put("statuses", JsonObject.mapFrom(statuses))
            .put("seconds", sample.seconds())
            .put("perSecond", sample.rate());
    return stand.report("flash-sale", json, faults);
  }

  private List<String> shelf(String sku, int pieces) {
    JsonObject level =
        stand.system().client("sam").get("/api/v1/stock/" + sku).orThrow("Reading stock").body();
    boolean right = level.getLong("allocated") == pieces && level.getLong("available") == 0;
    return right ? List.of() : List.of("the shelf says " + level.encode());
  }
}
