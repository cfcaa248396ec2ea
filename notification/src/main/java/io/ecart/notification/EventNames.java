package io.ecart.notification;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The events that somebody may be told of; all others are passed over. */
public final class EventNames {
  /** About an order, told to its customer. */
  public static final Set<String> ORDER =
      Set.of(
          "order.placed",
          "order.revised",
          "order.paid",
          "order.shipped",
          "order.delivered",
          "order.completed",
          "order.cancelled",
          "order.expired",
          "order.returned");

  /** About stock, told to staff. */
  public static final Set<String> STOCK = Set.of("stock.low", "stock.out");

  private EventNames() {}

  public static boolean known(String name) {
    return ORDER.contains(name) || STOCK.contains(name);
  }

  /** All of them, sorted. */
  public static List<String> all() {
    return Stream.concat(ORDER.stream(), STOCK.stream()).sorted().toList();
  }
}
