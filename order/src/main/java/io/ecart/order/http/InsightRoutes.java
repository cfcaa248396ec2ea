package io.ecart.order.http;

import io.ecart.order.OrderStore;
import io.ecart.order.Timeline;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.auth.Role;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What happened in the course of an order, and whether it came to be at all. */
public final class InsightRoutes {
  private static final int MOST_IDS = 1_000;

  private final Timeline timeline;
  private final OrderStore store;

  public InsightRoutes(Timeline timeline, OrderStore store) {
    this.timeline = timeline;
    this.store = store;
  }

  public void register(Api api) {
    api.get("/api/v1/orders/:id/timeline", Access.PUBLIC, this::timeline)
        .post("/api/v1/orders/existence", Access.SERVICE, this::existence);
  }

  private Future<Reply> timeline(Call call) {
    return timeline.of(call.caller(), Asking.orderId(call), Asking.accessKey(call));
  }

  /** What does not exist when it is asked for never will. */
  private Future<Reply> existence(Call call) {
    requireService(call.caller());
    Fields body = call.body();
    List<UUID> ids = Uuids.members(body, "ids", 0, MOST_IDS);
    body.check();
    return store.existing(ids).map(InsightRoutes::existing);
  }

  /** Staff may do by hand what services ask of each other, but this would void orders to come. */
  private static void requireService(Caller caller) {
    if (!caller.may(Role.SERVICE)) {
      throw Problem.of(ProblemCode.FORBIDDEN, "Only services may ask for this");
    }
  }

  private static Reply existing(Set<UUID> ids) {
    List<String> texts = ids.stream().map(UUID::toString).toList();
    return Reply.ok(new JsonObject().put("existing", new JsonArray(texts)));
  }
}
