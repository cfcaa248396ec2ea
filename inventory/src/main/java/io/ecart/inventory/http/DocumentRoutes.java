package io.ecart.inventory.http;

import io.ecart.inventory.Cause;
import io.ecart.inventory.StockDocuments;
import io.ecart.inventory.StockDocuments.Step;
import io.ecart.inventory.StockDocuments.Wish;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the routes of transfers and purchase orders have in common.
 *
 * @param path such as {@code /api/v1/transfers}
 * @param name what the document is called
 * @param json the whole document, with {@code id} and {@code version}
 */
record DocumentRoutes<D>(
    String path, String name, StockDocuments<D> documents, Function<D, JsonObject> json) {

  void register(Api api) {
    api.get(path, Access.STAFF, this::list).get(path + "/:id", Access.STAFF, this::get);
  }

  /** Looked up before the transaction, which would else need a second connection. */
  Future<Reply> add(Call call, Future<Step<D>> first) {
    return first.transform(looked -> documents.add(first, wish(call, this::created)));
  }

  Future<Reply> change(Call call, Function<D, Step<D>> step) {
    return documents.change(id(call), step, wish(call, this::ok));
  }

  private static <D> Wish<D> wish(Call call, Function<D, Reply> answer) {
    Cause cause = Cause.of(null, call.caller().actor());
    return new Wish<>(cause, call.idempotencyKey(), answer);
  }

  private Reply created(D document) {
    JsonObject body = json.apply(document);
    return Reply.created(path + "/" + body.getString("id"), body).etag(body.getLong("version"));
  }

  private Reply ok(D document) {
    JsonObject body = json.apply(document);
    return Reply.ok(body).etag(body.getLong("version"));
  }

  private Future<Reply> get(Call call) {
    UUID id = id(call);
    return documents
        .find(id)
        .map(found -> found.orElseThrow(() -> Problem.notFound(name + " " + id)))
        .map(this::ok);
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    UUID below = Uuids.cursor(query);
    int limit = query.limit();
    query.check();
    return documents.list(below, limit + 1).map(found -> page(found, limit));
  }

  private Reply page(List<D> found, int limit) {
    List<JsonObject> documents = found.stream().map(json).toList();
    return Reply.page(documents, limit, each -> each.getString("id"), Function.identity());
  }

  private UUID id(Call call) {
    return Uuids.path(call, "id", name);
  }
}
