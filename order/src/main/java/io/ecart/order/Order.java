package io.ecart.order;

import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An order. It never changes: each step gives the order as it is after it, or throws a {@link
 * Problem} {@code illegal_state} when the step is not possible.
 *
 * @param origin what never changes
 * @param state where it stands
 * @param lines at least one
 * @param recipient who gets it
 * @param papers shipments, returns and payments
 * @param stamp which edition this is
 */
public record Order(
    Origin origin,
    OrderState state,
    List<OrderLine> lines,
    Recipient recipient,
    Papers papers,
    Stamp stamp) {

  public Order {
    lines = List.copyOf(lines);
  }

  /** An order that begins. */
  public static Order placed(
      Origin origin, PaymentMode mode, List<OrderLine> lines, Recipient recipient) {
    Stamp stamp = new Stamp(1, origin.placedAt());
    return new Order(origin, OrderState.initial(mode), lines, recipient, Papers.NONE, stamp);
  }

  public UUID id() {
    return origin.id();
  }

  public long version() {
    return stamp.version();
  }

  /**
   * @throws ArithmeticException when it does not fit a long
   */
  public Money total() {
    long total = lines.stream().mapToLong(OrderLine::totalMinor).reduce(0, Math::addExact);
    return new Money(total, origin.currency());
  }

  /**
   * Lets a caller at the order.
   *
   * @throws Problem {@code not_found}: to anybody else the order does not exist
   */
  public Order requireFor(Caller caller) {
    return require(origin.owner().admits(caller));
  }

  /** The same for reading, which a guest may do with the order's key. */
  public Order requireFor(Caller caller, @Nullable String accessKey) {
    return require(origin.owner().admits(caller, accessKey));
  }

  private Order require(boolean admitted) {
    if (!admitted) {
      throw notFound(id());
    }
    return this;
  }

  static Problem notFound(UUID id) {
    return Problem.notFound("order " + id);
  }

  /** All that is allocated and not shipped. */
  public List<Release> open() {
    List<Release> open = new ArrayList<>();
    for (OrderLine line : lines) {
      for (Allocation each : line.open()) {
        open.add(new Release(line.sku(), each.location(), each.quantity()));
      }
    }
    return open;
  }

  Optional<OrderLine> line(UUID lineId) {
    return lines.stream().filter(line -> line.id().equals(lineId)).findFirst();
  }

  Order cancel(Instant now) {
    requireUnshipped("be cancelled");
    return released(OrderStatus.CANCELLED, now);
  }

  Order expire(Instant now) {
    requireStatus(OrderStatus.PENDING, "expire");
    return released(OrderStatus.EXPIRED, now);
  }

  private Order released(OrderStatus next, Instant now) {
    List<OrderLine> none = lines.stream().map(OrderLine::release).toList();
    return new Order(origin, state.with(next), none, recipient, papers, stamp.next(now));
  }

  Order revise(List<OrderLine> next, Recipient to, Instant now) {
    requireRevisable();
    Order revised = new Order(origin, state, next, to, papers, stamp.next(now));
    requireWithinLimit(() -> revised.total().amount());
    boolean changed = !revised.total().equals(total());
    if (changed && state.payment().wasPaid()) {
      throw Problem.illegalState("The order was paid; its total cannot change any more");
    }
    return revised;
  }

  /**
   * @throws Problem when the total is over {@link Money#MOST}, or beyond all numbers
   */
  static void requireWithinLimit(LongSupplier total) {
    boolean small;
    try {
      small = total.getAsLong() <= Money.MOST;
    } catch (ArithmeticException e) {
      small = false;
    }
    if (!small) {
      throw Problem.invalid(
          "/lines", "range", "The total is over the limit of " + Money.MOST + " minor units");
    }
  }

  /** Lines and address may change until something was shipped. */
  Order requireRevisable() {
    requireUnshipped("be changed");
    return this;
  }

  private void requireUnshipped(String step) {
    boolean open = state.status() == OrderStatus.PENDING || state.status() == OrderStatus.CONFIRMED;
    if (!open) {
      throw illegal(step);
    }
    if (state.fulfillment() != FulfillmentStatus.UNFULFILLED) {
      throw Problem.illegalState("The order cannot " + step + ": goods have been shipped");
    }
  }

  void requireStatus(OrderStatus wanted, String step) {
    if (state.status() != wanted) {
      throw illegal(step);
    }
  }

  private Problem illegal(String step) {
    String status = Fields.wire(state.status());
    return Problem.illegalState("The order cannot " + step + ": it is " + status);
  }

  /** The order as it is after a step of one of its papers. */
  Order next(OrderState to, List<OrderLine> with, Papers and, Instant now) {
    return new Order(origin, to, with, recipient, and, stamp.next(now));
  }
}
