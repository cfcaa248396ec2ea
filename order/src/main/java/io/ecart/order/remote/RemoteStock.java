package io.ecart.order.remote;

import io.ecart.order.Allocation;
import io.ecart.order.Stock;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inventory over HTTP: the holds of concurrent orders share one call, and so do their releases. */
public final class RemoteStock implements Stock {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteStock.class);

  /** A second call leaves beside the first when it is worth a transaction of its own. */
  private static final Bounds HOLDS = new Bounds(256, 2, 8_192, 32);

  private static final Bounds RELEASES = new Bounds(500, 1, 100_000);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** As many as inventory tells of at once. */
  private static final int SKUS_A_PAGE = 200;

  /** Of two hundred locations each, far more than a shop has. */
  private static final int MOST_PAGES = 50;

  /** Keeps a call's body well below the megabyte that a service takes. */
  private static final int MOST_LINES = 4_000;

  private final ServiceClient inventory;
  private final Duration holdTtl;
  private final NaturalBatcher<Hold, Map<String, List<Allocation>>> holds;
  private final NaturalBatcher<UUID, Void> releases;

  /**
   * @param holdTtl how long inventory keeps goods for an order before it asks whether there is one
   */
  public RemoteStock(ServiceClient inventory, Duration holdTtl, MeterRegistry metrics) {
    this.inventory = inventory;
    this.holdTtl = holdTtl;
    this.holds = new NaturalBatcher<>("order.hold", HOLDS, metrics, this::holdAll);
    this.releases = new NaturalBatcher<>("order.release", RELEASES, metrics, this::releaseAll);
  }

  @Override
  public Future<Map<String, List<Allocation>>> hold(Hold hold) {
    return holds.submit(hold);
  }

  private Future<List<Future<Map<String, List<Allocation>>>>> holdAll(List<Hold> batch) {
    List<Future<List<Future<Map<String, List<Allocation>>>>>> calls =
        parts(batch).stream().map(this::holdPart).toList();
    return Future.join(calls)
        .transform(
            joined ->
                Future.succeededFuture(
                    calls.stream().flatMap(call -> call.result().stream()).toList()));
  }

  /** Consecutive parts of a batch that are no larger than one call may be. */
  private static List<List<Hold>> parts(List<Hold> batch) {
    List<List<Hold>> parts = new ArrayList<>();
    List<Hold> part = new ArrayList<>();
    int lines = 0;
    for (Hold hold : batch) {
      if (!part.isEmpty() && lines + hold.skuToQuantity().size() > MOST_LINES) {
        parts.add(part);
        part = new ArrayList<>();
        lines = 0;
      }
      part.add(hold);
      lines += hold.skuToQuantity().size();
    }
    parts.add(part);
    return parts;
  }

  /** Never fails: a call that does is an outcome of each of its holds. */
  private Future<List<Future<Map<String, List<Allocation>>>>> holdPart(List<Hold> part) {
    JsonArray reservations = new JsonArray();
    part.forEach(hold -> reservations.add(json(hold)));
    Ask ask =
        Ask.post("/api/v1/reservations/batch", new JsonObject().put("reservations", reservations))
            .repeatable()
            .forSeveral()
            .within(TIMEOUT);
    return inventory
        .ask(ask)
        .map(answer -> outcomes(answer, part.size()))
        .otherwise(failure -> Collections.nCopies(part.size(), Future.failedFuture(failure)));
  }

  private JsonObject json(Hold hold) {
    JsonArray lines = new JsonArray();
    hold.skuToQuantity()
        .forEach(
            (sku, quantity) ->
                lines.add(new JsonObject().put("sku", sku).put("quantity", quantity)));
    return new JsonObject()
        .put("id", hold.id().toString())
        .put("reference", hold.reference())
        .put("lines", lines)
        .put("ttlSeconds", Math.max(1, holdTtl.toSeconds()));
  }

  private static List<Future<Map<String, List<Allocation>>>> outcomes(Answer answer, int size) {
    JsonArray results = answer.body().getJsonArray("results", new JsonArray());
    if (!answer.isSuccess() || results.size() != size) {
      LOG.error("Inventory refused a whole batch of {} holds: {}", size, answer);
      throw Problem.unavailable("The goods cannot be held right now");
    }
    List<Future<Map<String, List<Allocation>>>> outcomes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      outcomes.add(outcome(results.getJsonObject(i)));
    }
    return outcomes;
  }

  private static Future<Map<String, List<Allocation>>> outcome(JsonObject result) {
    JsonObject reservation = result.getJsonObject("reservation");
    if (result.getInteger("status", 0) < 300 && reservation != null) {
      return Future.succeededFuture(allocations(reservation));
    }
    JsonObject problem = result.getJsonObject("problem", new JsonObject());
    return switch (problem.getString("code", "")) {
      case "insufficient_stock" -> Problem.insufficientStock(errors(problem)).future();
      case "invalid_request", "not_found" ->
          // Inventory knows what it can hold; only it tells a sku that was never in stock.
          Problem.invalid(errors(problem)).future();
      default -> Problem.unavailable("The goods cannot be held right now").future();
    };
  }

  private static Map<String, List<Allocation>> allocations(JsonObject reservation) {
    Map<String, List<Allocation>> skuToAllocations = new HashMap<>();
    for (Object each : reservation.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      List<Allocation> allocations = new ArrayList<>();
      for (Object part : line.getJsonArray("allocations")) {
        JsonObject json = (JsonObject) part;
        allocations.add(new Allocation(json.getString("location"), json.getInteger("quantity")));
      }
      skuToAllocations.put(line.getString("sku"), allocations);
    }
    return skuToAllocations;
  }

  private static List<FieldError> errors(JsonObject problem) {
    List<FieldError> errors = new ArrayList<>();
    for (Object each : problem.getJsonArray("errors", new JsonArray())) {
      JsonObject json = ((JsonObject) each).copy();
      String pointer = String.valueOf(json.remove("pointer"));
      String code = String.valueOf(json.remove("code"));
      errors.add(new FieldError(pointer, code, String.valueOf(json.remove("detail")), json));
    }
    return errors;
  }

  @Override
  public Future<Map<String, Long>> onHand(Set<String> skus) {
    List<String> all = List.copyOf(skus);
    List<Future<JsonArray>> pages = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SKUS_A_PAGE) {
      pages.add(levels(all.subList(from, Math.min(from + SKUS_A_PAGE, all.size()))));
    }
    return Future.all(pages)
        .map(
            read -> {
              Map<String, Long> skuToUnits = new HashMap<>();
              pages.forEach(page -> page.result().forEach(each -> put(skuToUnits, each)));
              return skuToUnits;
            });
  }

  private Future<JsonArray> levels(List<String> skus) {
    return get("/api/v1/stock?skus=" + String.join(",", skus))
        .map(page -> page.getJsonArray("items"));
  }

  private Future<JsonObject> get(String path) {
    return inventory
        .ask(Ask.get(path).within(TIMEOUT))
        .map(
            answer -> {
              if (!answer.isSuccess()) {
                throw Problem.unavailable("Inventory answered " + answer.status());
              }
              return answer.body();
            });
  }

  private static void put(Map<String, Long> skuToUnits, Object stock) {
    JsonObject json = (JsonObject) stock;
    long units = 0;
    for (Object each : json.getJsonArray("locations")) {
      JsonObject level = (JsonObject) each;
      units += level.getLong("onHand") - level.getLong("unavailable");
    }
    skuToUnits.put(json.getString("sku"), units);
  }

  @Override
  public Future<Set<String>> locations() {
    return locations("", MOST_PAGES, new HashSet<>());
  }

  private Future<Set<String>> locations(String cursor, int pages, Set<String> into) {
    if (pages == 0) {
      return Problem.unavailable("Inventory has more locations than can be looked through")
          .future();
    }
    return get("/api/v1/locations?limit=200" + cursor)
        .compose(
            page -> {
              page.getJsonArray("items").forEach(each -> into.add(code(each)));
              String next = page.getString("next");
              return next == null
                  ? Future.succeededFuture(into)
                  : locations("&cursor=" + next, pages - 1, into);
            });
  }

  private static String code(Object location) {
    return ((JsonObject) location).getString("code");
  }

  @Override
  public void release(UUID holdId) {
    releases
        .submit(holdId)
        .onFailure(e -> LOG.warn("Hold {} is left to end by its time: {}", holdId, e.toString()));
  }

  private Future<List<Future<Void>>> releaseAll(List<UUID> batch) {
    JsonArray ids = new JsonArray();
    batch.forEach(id -> ids.add(id.toString()));
    return inventory
        .ask(
            Ask.post("/api/v1/reservations/batch-release", new JsonObject().put("ids", ids))
                .repeatable()
                .forSeveral()
                .within(TIMEOUT))
        .map(
            answer -> {
              if (!answer.isSuccess()) {
                throw Problem.unavailable("Inventory answered " + answer.status());
              }
              return Collections.nCopies(batch.size(), Future.succeededFuture());
            });
  }
}
