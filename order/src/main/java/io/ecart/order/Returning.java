package io.ecart.order;

import io.ecart.order.OrderEvent.Cause;
import io.ecart.order.Returns.Announcement;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The steps of an order's goods on their way back. */
final class Returning {
  private Returning() {}

  /** The order with a return announced; not more than was shipped and is not on its way back. */
  static Order request(
      Order order, Announcement announced, UUID returnId, Cause cause, Instant now) {
    Map<OrderLine, Integer> units =
        Lines.take(order, announced.lines(), line -> returnable(order, line));
    List<OrderReturn.Line> lines = new ArrayList<>();
    units.forEach(
        (line, quantity) -> lines.add(new OrderReturn.Line(line.id(), line.sku(), quantity, 0, 0)));
    List<OrderReturn> returns = new ArrayList<>(order.papers().returns());
    returns.add(
        new OrderReturn(returnId, lines, announced.reason(), now, cause, announced.metadata()));
    return order.next(order.state(), order.lines(), order.papers().withReturns(returns), now);
  }

  private static int returnable(Order order, OrderLine line) {
    int announced =
        order.papers().returns().stream().mapToInt(each -> each.outstanding(line.id())).sum();
    return line.shipped() - line.returned() - announced;
  }

  static OrderReturn require(Order order, UUID returnId) {
    return order.papers().returns().stream()
        .filter(each -> each.id().equals(returnId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("return " + returnId));
  }

  /** The places that are named. */
  static Set<String> locations(List<Received> goods) {
    return goods.stream()
        .map(Received::location)
        .filter(location -> !location.isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * @throws Problem 422 naming every line whose place is not among the known ones
   */
  static void requireLocations(List<Received> goods, Set<String> known) {
    List<FieldError> unknown = new ArrayList<>();
    for (int i = 0; i < goods.size(); i++) {
      String location = goods.get(i).location();
      if (!location.isEmpty() && !known.contains(location)) {
        String detail = "There is no location " + location;
        unknown.add(new FieldError("/lines/" + i + "/location", "unknown", detail));
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.invalid(unknown);
    }
  }

  /** Goods without a place are put where their line was shipped from first. */
  static List<Received> placed(Order order, List<Received> goods) {
    return goods.stream()
        .map(each -> each.location().isEmpty() ? each.at(home(order, each.lineId())) : each)
        .toList();
  }

  private static String home(Order order, UUID lineId) {
    return order.papers().shipments().stream()
        .flatMap(shipment -> shipment.lines().stream())
        .filter(line -> line.lineId().equals(lineId))
        .map(line -> line.from().get(0).location())
        .findFirst()
        .orElse("main");
  }

  /** The order with goods of an announced return received; there may be more to come. */
  static Order receive(Order order, UUID returnId, List<Received> goods, Instant now) {
    OrderReturn announced = require(order, returnId);
    OrderReturn received = announced;
    List<OrderLine> lines = new ArrayList<>(order.lines());
    for (int i = 0; i < goods.size(); i++) {
      Received each = goods.get(i);
      received = received.withLines(receive(received, each, i));
      lines.replaceAll(
          line -> line.id().equals(each.lineId()) ? line.takeBack(each.quantity()) : line);
    }
    OrderReturn result = received;
    List<OrderReturn> returns =
        order.papers().returns().stream()
            .map(each -> each.equals(announced) ? result : each)
            .toList();
    return order.next(order.state(), lines, order.papers().withReturns(returns), now);
  }

  private static List<OrderReturn.Line> receive(OrderReturn into, Received goods, int index) {
    OrderReturn.Line line =
        into.lines().stream()
            .filter(each -> each.lineId().equals(goods.lineId()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "/lines/" + index + "/lineId", "unknown", "The return has no such line"));
    if (goods.quantity() > line.outstanding()) {
      throw tooMany(index, goods.quantity(), line.outstanding());
    }
    return into.lines().stream()
        .map(each -> each.equals(line) ? each.receive(goods) : each)
        .toList();
  }

  private static Problem tooMany(int index, int requested, int available) {
    JsonObject figures = new JsonObject().put("requested", requested).put("available", available);
    String detail = requested + " received, " + available + " still to come";
    return Problem.of(
        ProblemCode.ILLEGAL_STATE,
        "More goods than were announced",
        List.of(new FieldError("/lines/" + index + "/quantity", "range", detail, figures)));
  }
}
