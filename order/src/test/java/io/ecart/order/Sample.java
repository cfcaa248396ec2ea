package io.ecart.order;

import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.auth.Role;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Orders for tests, without any server. */
final class Sample {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  static final OrderEvent.Cause CAUSE = new OrderEvent.Cause("customer:alice", "");
  static final Ids IDS = new Ids(Clock.systemUTC());
  static final Recipient RECIPIENT =
      new Recipient(
          new Contact("alice@example.org", null),
          new Address("Alice", "Main Street 1", null, "Berlin", null, "10115", "DE"));
  static final Caller ALICE = new Caller("alice", Set.of(Role.CUSTOMER), "", Instant.MAX);
  static final Caller BOB = new Caller("bob", Set.of(Role.CUSTOMER), "", Instant.MAX);
  static final Caller STAFF = new Caller("sam", Set.of(Role.STAFF), "", Instant.MAX);

  private Sample() {}

  /** Eight of A at 100 each, five of them from main and three from back; two of B at 200. */
  static Order order(PaymentMode mode) {
    return order(
        mode,
        OrderLine.of(
            IDS.next(),
            new Item("A", "The A", 100),
            8,
            List.of(new Allocation("main", 5), new Allocation("back", 3))),
        OrderLine.of(
            IDS.next(), new Item("B", "The B", 200), 2, List.of(new Allocation("main", 2))));
  }

  static Order order(PaymentMode mode, OrderLine... lines) {
    Owner owner = new Owner("alice", null);
    Origin origin = new Origin(IDS.next(), 17, owner, "EUR", new JsonObject());
    return Order.placed(origin, mode, List.of(lines), RECIPIENT);
  }

  static LineQuantity units(Order order, int line, int quantity) {
    return new LineQuantity(order.lines().get(line).id(), quantity);
  }

  static Order ship(Order order, LineQuantity... units) {
    Shipments.Parcel parcel = new Shipments.Parcel(List.of(units), null, null, new JsonObject());
    return Shipping.ship(order, parcel, IDS.next(), NOW);
  }

  static Order shipAll(Order order) {
    return ship(order, units(order, 0, 8), units(order, 1, 2));
  }

  static UUID shipment(Order order, int index) {
    return order.papers().shipments().get(index).id();
  }

  static Order deliverAll(Order order) {
    Order delivered = order;
    for (Shipment each : order.papers().shipments()) {
      delivered = Shipping.deliver(delivered, each.id(), NOW);
    }
    return delivered;
  }

  static Order announce(Order order, LineQuantity... units) {
    Returns.Announcement announced =
        new Returns.Announcement(List.of(units), "why", new JsonObject());
    return Returning.request(order, announced, IDS.next(), CAUSE, NOW);
  }

  static Order capture(Order order) {
    return pay(order, "p", order.total(), Payment.Status.CAPTURED);
  }

  static Order refund(Order order) {
    return pay(order, "r", order.total(), Payment.Status.REFUNDED);
  }

  static Order pay(Order order, String reference, Money amount, Payment.Status status) {
    return Paying.pay(order, new Payment(reference, amount, status, NOW), NOW);
  }
}
