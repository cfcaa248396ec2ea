package io.ecart.cart.http;

import io.ecart.cart.OrderDesk;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Places orders with the order service, as the customer or, for guests, as this service. */
public final class OrderService implements OrderDesk {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ServiceClient orders;

  public OrderService(ServiceClient orders) {
    this.orders = orders;
  }

  @Override
  public Future<Outcome> place(String key, JsonObject body, String token) {
    Ask ask = Ask.post("/api/v1/orders", body).idempotencyKey(key).within(TIMEOUT);
    return orders.ask(token.isEmpty() ? ask : ask.onBehalfOf(token)).map(OrderService::outcome);
  }

  private static Outcome outcome(Answer answer) {
    if (answer.isSuccess()) {
      // The cart is emptied for an order only, whoever answers in its place.
      return answer.body().getValue("id") instanceof String
          ? new Placed(answer.body())
          : new NotHeard(Problem.unavailable("The order service gave no order"));
    }
    return switch (answer.body().getString("code", "")) {
      case "idempotency_in_flight" -> new StillRunning();
      case "idempotency_mismatch" -> new OtherBody();
      default -> refusal(answer);
    };
  }

  private static Outcome refusal(Answer answer) {
    boolean decided =
        switch (answer.status()) {
          case 400, 404, 409, 413, 415, 422 -> true;
          default -> false;
        };
    Problem problem = OrderProblem.of(answer);
    if (!decided) {
      return new NotHeard(problem);
    }
    return isRepriced(problem) ? new Repriced(problem) : new Refused(problem);
  }

  private static boolean isRepriced(Problem problem) {
    return problem.errors().stream()
        .anyMatch(e -> e.pointer().equals("/expectedTotal") && e.code().equals("price_changed"));
  }
}
