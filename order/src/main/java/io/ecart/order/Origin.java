package io.ecart.order;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * What never changes about an order.
 *
 * @param id a UUIDv7 of the moment it was placed
 * @param number for humans
 * @param owner to whom it belongs
 * @param currency ISO 4217, of all its amounts
 * @param metadata texts that the client gave, returned as they are
 */
public record Origin(UUID id, long number, Owner owner, String currency, JsonObject metadata) {

  public Instant placedAt() {
    return Ids.timeOf(id);
  }

  /** The number as people see it: {@code E-000123}. */
  public String label() {
    return label(number);
  }

  static String label(long number) {
    String digits = Long.toString(number);
    return "E-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }
}
