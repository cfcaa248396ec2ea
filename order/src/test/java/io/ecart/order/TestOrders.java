package io.ecart.order;

import io.ecart.order.OrderEvent.Cause;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** New orders for tests of the adapters. */
public final class TestOrders {
  private static final AtomicLong NUMBERS = new AtomicLong(1_000_000);

  private TestOrders() {}

  /** An order of two lines with all that is written with it. */
  public static Placement placement(@Nullable IdempotencyKey key) {
    Order sample = Sample.order(PaymentMode.NONE);
    Origin origin =
        new Origin(
            sample.id(),
            NUMBERS.incrementAndGet(),
            sample.origin().owner(),
            "EUR",
            new JsonObject().put("note", "it's \"quoted\" \\ and ünïcödé"));
    Order order = Order.placed(origin, PaymentMode.NONE, sample.lines(), sample.recipient());
    String json = OrderJson.write(order);
    OrderEvent event =
        OrderEvent.of(
            Sample.IDS.next(),
            "order.placed",
            order,
            json,
            new Cause("customer:alice", "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01"),
            new JsonObject());
    Reply reply = new Reply(201, Map.of("ETag", "\"1\""), Buffer.buffer(json));
    return new Placement(order, Sample.IDS.next(), event, reply, key);
  }
}
