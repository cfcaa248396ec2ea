package io.ecart.product;

import java.time.Instant;

/**
 * The stock of a sku as an event of inventory told it.
 *
 * @param available units that could be promised
 * @param status what to tell a customer
 * @param version inventory's own count of changes of the sku
 * @param at when it was told
 */
public record StockTold(
    String sku, long available, Availability.Status status, long version, Instant at) {
  /**
   * The newer of two states. A late one is older in both version and time; an inventory that began
   * anew counts its versions from 1.
   */
  public static StockTold newer(StockTold known, StockTold told) {
    boolean late = told.version() <= known.version() && !told.at().isAfter(known.at());
    return late ? known : told;
  }
}
