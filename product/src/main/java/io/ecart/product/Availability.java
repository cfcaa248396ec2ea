package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a product can be had.
 *
 * @param status what to tell a customer
 * @param available units that can be promised; null when it is not known
 * @param asOf when that was so; null when it is not known
 */
public record Availability(Status status, @Nullable Long available, @Nullable Instant asOf) {
  /** Inventory cannot be asked, and nothing recent is known. */
  public static final Availability UNKNOWN = new Availability(Status.UNKNOWN, null, null);

  /** What a customer is told. */
  public enum Status {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    /** None on the shelf, but orders are taken. */
    BACKORDER,
    UNKNOWN;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that name; when inventory gives none, what the number says. */
    public static Status of(@Nullable String wire, long available) {
      for (Status status : values()) {
        if (status.wire().equals(wire)) {
          return status;
        }
      }
      return available > 0 ? IN_STOCK : OUT_OF_STOCK;
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("status", status.wire())
        .put("available", available)
        .put("asOf", asOf == null ? null : asOf.toString());
  }
}
