package io.ecart.product;

import io.ecart.product.Row.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the rows of an import. Every row is counted once. */
public final class ImportReport {
  private final int maxErrors;
  private final List<Fault> errors = new ArrayList<>();
  private long created;
  private long updated;
  private long unchanged;
  private long failed;

  /**
   * @param maxErrors errors that are listed; those beyond are only counted
   */
  public ImportReport(int maxErrors) {
    this.maxErrors = maxErrors;
  }

  void created() {
    created++;
  }

  void updated() {
    updated++;
  }

  void unchanged() {
    unchanged++;
  }

  /** A row failed; each of its faults is listed. */
  public void failed(List<Fault> faults) {
    failed++;
    int room = Math.min(faults.size(), maxErrors - errors.size());
    errors.addAll(faults.subList(0, room));
  }

  /** Takes over what a batch of rows came to. */
  public void add(ImportReport batch) {
    created += batch.created;
    updated += batch.updated;
    unchanged += batch.unchanged;
    failed += batch.failed;
    int room = Math.min(batch.errors.size(), maxErrors - errors.size());
    errors.addAll(batch.errors.subList(0, room));
  }

  public long rows() {
    return created + updated + unchanged + failed;
  }

  /** Rows by what became of them. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("created", created);
    counts.put("updated", updated);
    counts.put("unchanged", unchanged);
    counts.put("failed", failed);
    return counts;
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    counts().forEach(json::put);
    return json.put("errors", new JsonArray(errors.stream().map(Fault::toJson).toList()));
  }
}
