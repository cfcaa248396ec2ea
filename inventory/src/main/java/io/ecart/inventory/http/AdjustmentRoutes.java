package io.ecart.inventory.http;

import io.ecart.inventory.Adjust;
import io.ecart.inventory.LedgerEntry;
import io.ecart.inventory.Movement;
import io.ecart.inventory.StockWriter;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Corrections of what is there, one by one or many together. */
public final class AdjustmentRoutes {
  private static final String PATH = "/api/v1/stock/adjustments";
  private static final int MAX_ROWS = 1_000;

  private final StockWriter writer;
  private final Clock clock;

  public AdjustmentRoutes(StockWriter writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  public void register(Api api) {
    api.post(PATH, Access.STAFF, this::adjust).post(PATH + "/batch", Access.STAFF, this::all);
  }

  private Future<Reply> adjust(Call call) {
    Fields body = call.body();
    Adjust change = Bodies.adjust(body, call.caller().actor());
    body.check();
    return writer.submit(change, call.idempotencyKey(), this::created);
  }

  /** Where nothing was written there may be no list of movements to look at. */
  private Reply created(Movement movement) {
    JsonObject json = json(movement);
    return movement.id() == 0
        ? new Reply(201, Map.of(), json.toBuffer())
        : Reply.created("/api/v1/stock/" + movement.place().sku() + "/movements", json);
  }

  private JsonObject json(Movement movement) {
    return LedgerEntry.of(movement, clock.instant()).toJson();
  }

  private Future<Reply> all(Call call) {
    Fields body = call.body();
    String actor = call.caller().actor();
    List<Adjust> changes = body.each("adjustments", 1, MAX_ROWS, row -> Bodies.adjust(row, actor));
    body.check();
    return writer.submitAll(changes, call.idempotencyKey(), this::results);
  }

  private Reply results(List<Future<Movement>> outcomes) {
    return Results.of(
        outcomes, movement -> new JsonObject().put("status", 201).put("movement", json(movement)));
  }
}
