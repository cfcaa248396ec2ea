package io.ecart.inventory.http;

import io.ecart.inventory.Cause;
import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Drift;
import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.DriftAudit;
import io.ecart.inventory.Movement;
import io.ecart.inventory.Repair;
import io.ecart.inventory.RepairTurn;
import io.ecart.inventory.StockWriter;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit and its repair. */
public final class DriftRoutes {
  private static final String PATH = "/api/v1/stock/drift";

  private final DriftAudit audit;
  private final StockWriter writer;
  private final CommittedStock counts;
  private final RepairTurn turn;

  /**
   * @param counts the hot counts, filled anew by a repair
   */
  public DriftRoutes(DriftAudit audit, StockWriter writer, CommittedStock counts, RepairTurn turn) {
    this.audit = audit;
    this.writer = writer;
    this.counts = counts;
    this.turn = turn;
  }

  public void register(Api api) {
    api.get(PATH, Access.STAFF, this::find).post(PATH + "/repair", Access.ADMIN, this::repair);
  }

  private Future<Reply> find(Call call) {
    call.query().check();
    return audit.run().map(found -> Reply.ok(new JsonObject().put("items", json(found))));
  }

  private static JsonArray json(List<Drift> found) {
    JsonArray items = new JsonArray();
    found.forEach(drift -> items.add(drift.toJson()));
    return items;
  }

  private Future<Reply> repair(Call call) {
    call.optionalBody().check();
    IdempotencyKey key = call.idempotencyKey();
    Cause cause = Cause.of("drift", call.caller().actor());
    return turn.take(() -> audit.run().compose(found -> repair(found, cause, key)));
  }

  private Future<Reply> repair(List<Drift> found, Cause cause, @Nullable IdempotencyKey key) {
    List<Drift> repairable = Repair.inOrder(found);
    List<Repair> repairs = repairable.stream().map(drift -> new Repair(drift, cause)).toList();
    if (found.stream().anyMatch(drift -> drift.source() == Source.COUNTS)) {
      counts.everything();
    }
    return writer.submitAll(repairs, key, outcomes -> answer(found, repairable, outcomes));
  }

  private static Reply answer(
      List<Drift> found, List<Drift> repaired, List<Future<List<Movement>>> outcomes) {
    List<Drift> left = new ArrayList<>(found);
    List<Drift> done = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).succeeded()) {
        done.add(repaired.get(i));
        left.removeIf(repaired.get(i)::isAbout);
      }
    }
    left.removeIf(drift -> drift.source() == Source.COUNTS);
    return Reply.ok(new JsonObject().put("repaired", json(done)).put("remaining", json(left)));
  }
}
