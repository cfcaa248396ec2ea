package io.ecart.local.replay;

import io.vertx.core.json.JsonObject;

/** What became of the file's rows; every row is counted once. */
final class RowCounts {
  private final Tally<String> rejected = new Tally<>();
  private final Tally<String> failed = new Tally<>();
  private final Tally<Reason> skipped = new Tally<>();
  private long placed;
  private long cancelled;
  private long returned;
  private long partly;
  private long unmatchedUnits;

  void placed(long rows) {
    placed += rows;
  }

  void rejected(String why, long rows) {
    rejected.add(why, rows);
  }

  void skipped(Reason reason) {
    skipped.add(reason);
  }

  void failed(String why) {
    failed.add(why);
  }

  void cancelled() {
    cancelled++;
  }

  void returned() {
    returned++;
  }

  /** A cancellation row for more units than the customer had bought. */
  void partly() {
    partly++;
  }

  void unmatched(int units) {
    unmatchedUnits += units;
  }

  Tally<Reason> skipped() {
    return skipped;
  }

  Tally<String> failed() {
    return failed;
  }

  long sum() {
    return placed + cancelled + returned + partly + rejected.sum() + failed.sum() + skipped.sum();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("orderedRows", placed)
        .put("cancelledRows", cancelled)
        .put("returnedRows", returned)
        .put("partlyReturnedRows", partly)
        .put("unitsWithoutSale", unmatchedUnits)
        .put("rejectedRows", ReplayReport.json(rejected))
        .put("failedRows", ReplayReport.json(failed))
        .put("skippedRows", ReplayReport.json(skipped));
  }
}
