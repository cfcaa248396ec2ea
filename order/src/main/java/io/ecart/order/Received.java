package io.ecart.order;

import java.util.UUID;

/**
 * Returned units as they came in.
 *
 * @param lineId the order's line
 * @param quantity units
 * @param condition whether they can be sold again
 * @param location where they were put; empty for where the line was shipped from
 */
public record Received(UUID lineId, int quantity, Condition condition, String location) {

  /** What returned goods are good for. */
  public enum Condition {
    SELLABLE,
    DAMAGED
  }

  Received at(String place) {
    return new Received(lineId, quantity, condition, place);
  }
}
