package io.ecart.order;

import java.time.Instant;

/**
 * What a payment provider reported.
 *
 * @param reference the provider's; together with the status it names one report
 * @param amount of money
 * @param status which way it went
 * @param at when it was reported
 */
public record Payment(String reference, Money amount, Status status, Instant at) {

  /** Which way the money went. */
  public enum Status {
    CAPTURED,
    REFUNDED
  }

  boolean isSameReport(Payment other) {
    return reference.equals(other.reference) && status == other.status;
  }
}
