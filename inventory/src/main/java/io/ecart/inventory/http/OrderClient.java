package io.ecart.inventory.http;

import io.ecart.inventory.HoldExpiry.OrderEvidence;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the order service. */
public final class OrderClient implements OrderEvidence {
  private final ServiceClient client;

  public OrderClient(ServiceClient client) {
    this.client = client;
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
}
