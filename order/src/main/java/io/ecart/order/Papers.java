package io.ecart.order;

import java.util.List;

/** What gathers around an order in its life, each in the order of time. */
public record Papers(List<Shipment> shipments, List<OrderReturn> returns, List<Payment> payments) {
  public static final Papers NONE = new Papers(List.of(), List.of(), List.of());

  public Papers {
    shipments = List.copyOf(shipments);
    returns = List.copyOf(returns);
    payments = List.copyOf(payments);
  }

  Papers withShipments(List<Shipment> next) {
    return new Papers(next, returns, payments);
  }

  Papers withReturns(List<OrderReturn> next) {
    return new Papers(shipments, next, payments);
  }

  Papers withPayments(List<Payment> next) {
    return new Papers(shipments, returns, next);
  }
}
