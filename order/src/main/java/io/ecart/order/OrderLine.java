package io.ecart.order;

import java.util.List;
import java.util.UUID;

/**
 * One line of an order.
 *
 * @param id a UUIDv7; lines sort by it as the client gave them
 * @param item what is bought
 * @param quantity units ordered
 * @param allocatedFrom where its units come from, shipped ones first; the quantities add up to
 *     {@code quantity}, and to nothing once the order is cancelled or expired
 * @param shipped units shipped so far, taken from {@code allocatedFrom} from its beginning
 * @param returned units that came back
 */
public record OrderLine(
    UUID id, Item item, int quantity, List<Allocation> allocatedFrom, int shipped, int returned) {

  public OrderLine {
    allocatedFrom = List.copyOf(allocatedFrom);
  }

  /** A line of which nothing was shipped. */
  public static OrderLine of(UUID id, Item item, int quantity, List<Allocation> allocatedFrom) {
    return new OrderLine(id, item, quantity, allocatedFrom, 0, 0);
  }

  public String sku() {
    return item.sku();
  }

  /**
   * @throws ArithmeticException when it does not fit a long
   */
  public long totalMinor() {
    return Math.multiplyExact(item.unitPriceMinor(), (long) quantity);
  }

  int unshipped() {
    return quantity - shipped;
  }

  /** What is allocated and not shipped. */
  List<Allocation> open() {
    return Allocations.after(allocatedFrom, shipped);
  }

  /** Where the next units would be shipped from. */
  List<Allocation> next(int units) {
    return Allocations.first(open(), units);
  }

  OrderLine ship(int units) {
    return new OrderLine(id, item, quantity, allocatedFrom, shipped + units, returned);
  }

  OrderLine takeBack(int units) {
    return new OrderLine(id, item, quantity, allocatedFrom, shipped, returned + units);
  }

  OrderLine release() {
    return new OrderLine(id, item, quantity, List.of(), shipped, returned);
  }

  /** The line with more units, which come from the given places. */
  OrderLine grow(List<Allocation> more) {
    List<Allocation> all = Allocations.join(allocatedFrom, more);
    return new OrderLine(id, item, Allocations.sum(all), all, shipped, returned);
  }

  /** The line with fewer units; the places named last are given up first. */
  OrderLine shrink(int to) {
    return new OrderLine(id, item, to, Allocations.first(allocatedFrom, to), shipped, returned);
  }
}
