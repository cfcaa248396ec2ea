package io.ecart.order;

import io.ecart.order.OrderStore.Change;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Takes note of what a payment provider reports. */
public final class Payments {

  /** A report as it comes in. */
  public record Report(String reference, Money amount, Payment.Status status) {}

  private final OrderStore store;
  private final Ids ids;
  private final Clock clock;

  public Payments(OrderStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** The answer is the order; the same report again changes nothing. */
  public Future<Reply> report(Requester by, UUID orderId, Report report) {
    return store.change(by.key(), orderId, order -> paid(by, order, report));
  }

  private Change paid(Requester by, Order order, Report report) {
    Payment payment =
        new Payment(report.reference(), report.amount(), report.status(), clock.instant());
    order.requireFor(by.caller());
    if (Paying.isKnown(order, payment)) {
      return Change.none(order, OrderReplies.of(order));
    }
    Order after = Paying.pay(order, payment, payment.at());
    String json = OrderJson.write(after);
    JsonObject details =
        new JsonObject()
            .put(
                "payment",
                new JsonObject()
                    .put("reference", payment.reference())
                    .put("amount", OrderReplies.money(payment.amount()))
                    .put("status", Fields.wire(payment.status())));
    OrderEvent event = OrderEvent.of(ids.next(), "order.paid", after, json, by.cause(), details);
    return Change.of(after, List.of(event), OrderReplies.of(after, json));
  }
}
