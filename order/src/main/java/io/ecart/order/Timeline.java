package io.ecart.order;

import io.ecart.order.History.Told;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Reply;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that happened in the course of an order, by time: its own steps from its events, movements of
 * stock from inventory, messages from notification. A part that cannot be asked is named as
 * missing, and so is one that knows more than is told; the others are told.
 */
public final class Timeline {
  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);
  private static final String ORDER = "order";
  private static final String INVENTORY = "inventory";
  private static final String NOTIFICATION = "notification";

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

  /** What is known so far, and which services know more or could not be asked. */
  private record Tale(List<JsonObject> steps, Set<String> incomplete) {

    void add(String service, Told told) {
      steps.addAll(told.items());
      if (!told.whole()) {
        incomplete.add(service);
      }
    }

    Future<Void> take(String service, AsyncResult<Told> told) {
      if (told.succeeded()) {
        add(service, told.result());
      } else {
        LOG.warn("A timeline is told without {}: {}", service, told.cause().toString());
        incomplete.add(service);
      }
      return Future.succeededFuture();
    }

    JsonObject json(UUID orderId) {
      steps.sort(Comparator.comparing(TimelineSteps::timeOf));
      return new JsonObject()
          .put("orderId", orderId.toString())
          .put("items", new JsonArray(steps))
          .put("incomplete", new JsonArray(List.copyOf(incomplete)));
    }
  }

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

  private Future<JsonObject> join(Order order, Told events, List<UUID> revisions) {
    UUID orderId = order.id();
    Tale tale = new Tale(new ArrayList<>(), new LinkedHashSet<>());
    tale.add(ORDER, events.as(TimelineSteps::ofEvent));
    // No service but this one cares, so there is no event of it.
    order.papers().returns().forEach(each -> tale.steps().add(TimelineSteps.ofReturn(each)));
    List<UUID> references = new ArrayList<>(revisions);
    references.add(0, orderId);
    if (references.size() > MOST_REFERENCES) {
      references.remove(MOST_REFERENCES);
      tale.incomplete().add(INVENTORY);
    }
    Future<Void> movements =
        sources
            .movements()
            .of(references)
            .map(told -> told.as(TimelineSteps::ofMovement))
            .transform(told -> tale.take(INVENTORY, told));
    Future<Void> messages =
        sources
            .messages()
            .of(List.of(orderId))
            .map(told -> told.as(TimelineSteps::ofMessage))
            .transform(told -> tale.take(NOTIFICATION, told));
    return Future.join(movements, messages).map(done -> tale.json(orderId));
  }

  /** What is the business of the house is told to nobody outside of it. */
  private static JsonObject seenBy(Caller caller, JsonObject timeline) {
    if (caller.mayActForOthers()) {
      return timeline;
    }
    JsonArray seen = new JsonArray();
    for (Object each : timeline.getJsonArray("items")) {
      JsonObject step = (JsonObject) each;
      if (!TimelineSteps.isOfTheHouse(step)) {
        seen.add(TimelineSteps.fromOutside(step));
      }
    }
    return timeline.put("items", seen);
  }
}
