package io.ecart.order;

import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Reply;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that happened in the course of an order, by time: its own steps from its events, movements of
 * stock from inventory, messages from notification. A part that cannot be asked is named as
 * missing; the others are told.
 */
public final class Timeline {
  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);
  private static final String INVENTORY = "inventory";

  /** As many as inventory can be asked for at once: the order itself and its first changes. */
  private static final int MOST_REFERENCES = 200;

  /**
   * The sources.
   *
   * @param events CloudEvents of the order
   * @param movements ledger entries of inventory
   * @param messages notifications
   */
  public record Sources(History events, History movements, History messages) {}

  private final Orders orders;
  private final OrderStore store;
  private final Sources sources;

  public Timeline(Orders orders, OrderStore store, Sources sources) {
    this.orders = orders;
    this.store = store;
    this.sources = sources;
  }

  /** {@code {orderId, items: […], incomplete: [names of services]}}. */
  public Future<Reply> of(Caller caller, UUID orderId, @Nullable String accessKey) {
    return orders
        .find(caller, orderId, accessKey)
        .compose(
            order ->
                Future.all(
                        sources.events().of(List.of(orderId)),
                        store.revisions(orderId, MOST_REFERENCES))
                    .compose(both -> join(order, both.resultAt(0), both.resultAt(1))))
        .map(timeline -> Reply.ok(seenBy(caller, timeline)));
  }

  private Future<JsonObject> join(Order order, List<JsonObject> events, List<UUID> revisions) {
    UUID orderId = order.id();
    List<JsonObject> steps = new ArrayList<>(events.stream().map(TimelineSteps::ofEvent).toList());
    // No service but this one cares, so there is no event of it.
    order.papers().returns().forEach(each -> steps.add(TimelineSteps.ofReturn(each)));
    JsonArray incomplete = new JsonArray();
    List<UUID> references = new ArrayList<>(revisions);
    references.add(0, orderId);
    if (references.size() > MOST_REFERENCES) {
      references.remove(MOST_REFERENCES);
      incomplete.add(INVENTORY);
    }
    Future<Void> movements =
        sources
            .movements()
            .of(references)
            .map(all -> all.stream().map(TimelineSteps::ofMovement).toList())
            .transform(told -> take(INVENTORY, told, steps, incomplete));
    Future<Void> messages =
        sources
            .messages()
            .of(List.of(orderId))
            .map(all -> all.stream().map(TimelineSteps::ofMessage).toList())
            .transform(told -> take("notification", told, steps, incomplete));
    return Future.join(movements, messages).map(done -> timeline(orderId, steps, incomplete));
  }

  private static Future<Void> take(
      String service,
      AsyncResult<List<JsonObject>> told,
      List<JsonObject> steps,
      JsonArray incomplete) {
    if (told.succeeded()) {
      steps.addAll(told.result());
    } else {
      LOG.warn("A timeline is told without {}: {}", service, told.cause().toString());
      if (!incomplete.contains(service)) {
        incomplete.add(service);
      }
    }
    return Future.succeededFuture();
  }

  private static JsonObject timeline(UUID orderId, List<JsonObject> steps, JsonArray incomplete) {
    steps.sort(Comparator.comparing(TimelineSteps::timeOf));
    return new JsonObject()
        .put("orderId", orderId.toString())
        .put("items", new JsonArray(steps))
        .put("incomplete", incomplete);
  }

  /**
   * Who exactly did a thing in the house is nobody's business outside of it, nor are the addresses
   * of its webhooks.
   */
  private static JsonObject seenBy(Caller caller, JsonObject timeline) {
    if (caller.mayActForOthers()) {
      return timeline;
    }
    JsonArray seen = new JsonArray();
    for (Object each : timeline.getJsonArray("items")) {
      JsonObject step = (JsonObject) each;
      if (!TimelineSteps.isOfTheHouse(step)) {
        seen.add(step.put("actor", step.getString("actor", "").split(":", 2)[0]));
      }
    }
    return timeline.put("items", seen);
  }
}
