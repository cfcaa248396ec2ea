package io.ecart.inventory.http;

import io.ecart.inventory.HoldExpiry.OrderEvidence;
import io.ecart.inventory.LedgerAudit.Claim;
import io.ecart.inventory.OrderAudit;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reservation;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the order service. */
public final class OrderClient implements OrderEvidence, OrderAudit {
  private static final int PAGES = 10;
  private static final String OPEN = "/api/v1/orders?status=confirmed&limit=200";

  private final ServiceClient client;
  private final Clock clock;

  public OrderClient(ServiceClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Future<Set<String>> existing(Set<String> orderIds) {
    JsonObject body = new JsonObject().put("ids", new JsonArray(new ArrayList<>(orderIds)));
    return client
        .ask(Ask.post("/api/v1/orders/existence", body).repeatable())
        .map(OrderClient::existing);
  }

  private static Set<String> existing(Answer answer) {
    JsonArray existing = answer.body().getJsonArray("existing");
    if (!answer.isSuccess() || existing == null) {
      throw Problem.unavailable("order gave no evidence, but " + answer.status());
    }
    return existing.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  /** The newest two thousand open orders; of those, the ones that nothing was shipped of yet. */
  @Override
  public Future<List<Claim>> openClaims(Duration untouchedFor) {
    List<Claim> claims = new ArrayList<>();
    Instant before = clock.instant().minus(untouchedFor);
    return page("", PAGES, before, claims).map(claims);
  }

  private Future<Void> page(String cursor, int pages, Instant before, List<Claim> claims) {
    return client
        .ask(Ask.get(OPEN + cursor))
        .compose(
            answer -> {
              if (!answer.isSuccess()) {
                return Problem.unavailable("order answered " + answer.status()).future();
              }
              objects(answer.body(), "items").forEach(order -> add(order, before, claims));
              String next = answer.body().getString("next");
              return next == null || pages == 1
                  ? Future.succeededFuture()
                  : page("&cursor=" + next, pages - 1, before, claims);
            });
  }

  private static void add(JsonObject order, Instant before, List<Claim> claims) {
    List<JsonObject> lines = objects(order, "lines");
    boolean untouched =
        Instant.parse(order.getString("updatedAt")).isBefore(before)
            && lines.stream().allMatch(line -> line.getInteger("shipped", 0) == 0);
    if (!untouched) {
      return;
    }
    String reference = Reservation.ORDER + order.getString("id");
    for (JsonObject line : lines) {
      for (JsonObject from : objects(line, "allocatedFrom")) {
        Place place = new Place(line.getString("sku"), from.getString("location"));
        claims.add(new Claim(reference, place, from.getLong("quantity")));
      }
    }
  }

  private static List<JsonObject> objects(JsonObject owner, String name) {
    return owner.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast).toList();
  }
}
