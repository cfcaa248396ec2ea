package io.ecart.inventory;

import java.util.Locale;

/** The life of a hold: held, then one of the others for good. */
public enum ReservationStatus {
  HELD,
  COMMITTED,
  RELEASED,
  EXPIRED;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  public static ReservationStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
