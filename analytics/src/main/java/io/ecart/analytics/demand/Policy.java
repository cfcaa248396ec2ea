package io.ecart.analytics.demand;

/**
 * What the shop wants of its replenishment.
 *
 * @param leadTimeDays days from order to receipt where a sku's own policy does not say
 * @param leadTimeDeviationDays standard deviation of the lead time
 * @param serviceLevel share of order cycles without a stock-out, 0.5 up to 1
 * @param orderCost what placing one order costs, in minor units
 * @param holdingRate what holding goods for a year costs, as a share of their value
 */
public record Policy(
    double leadTimeDays,
    double leadTimeDeviationDays,
    double serviceLevel,
    double orderCost,
    double holdingRate) {

  /** The standard normal value of the service level. */
  double z() {
    return Normal.quantile(serviceLevel);
  }
}
