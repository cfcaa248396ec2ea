package io.ecart.local.replay;

import io.vertx.core.json.JsonObject;

/** What became of the orders. */
final class OrderCounts {
  private final Tally<String> rejected = new Tally<>();
  private final Tally<String> failed = new Tally<>();
  private long placed;
  private long lines;
  private long further;
  private long unknownCountry;
  private long shipped;
  private long cancelled;
  private long returned;

  void placed(Sale sale) {
    placed++;
    lines += sale.lines().size();
    further += sale.part() > 1 ? 1 : 0;
    unknownCountry += Countries.code(sale.document().country()).isEmpty() ? 1 : 0;
  }

  void rejected(String why) {
    rejected.add(why);
  }

  /** A shipment that the shop refused. */
  void failed(String what) {
    failed.add(what);
  }

  void shipped() {
    shipped++;
  }

  void cancelled() {
    cancelled++;
  }

  /** A return, of which an order can have several. */
  void returned() {
    returned++;
  }

  long placed() {
    return placed;
  }

  long lines() {
    return lines;
  }

  long failures() {
    return failed.sum();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("placed", placed)
        .put("lines", lines)
        .put("furtherOrdersOfOneInvoice", further)
        .put("sentToUnknownCountry", unknownCountry)
        .put("shipped", shipped)
        .put("cancelled", cancelled)
        .put("returns", returned)
        .put("rejected", ReplayReport.json(rejected))
        .put("failed", ReplayReport.json(failed));
  }
}
