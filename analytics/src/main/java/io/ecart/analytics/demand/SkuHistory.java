package io.ecart.analytics.demand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the analysis of a sku starts from.
 *
 * @param name null when the catalogue has not told it
 * @param isArchived whether it was taken out of the catalogue, and so is not bought again
 * @param unitValue minor units; null when it is not known
 * @param leadTimeDays of the sku's own policy; null when it has none
 * @param perDay units wanted per day: ordered, and rejected for want of stock; from the first day
 *     with demand up to the end of the analysis
 * @param locations open ones where it is kept, in the order in which they sell; may be empty
 */
public record SkuHistory(
    String sku,
    @Nullable String name,
    boolean isArchived,
    @Nullable Long unitValue,
    @Nullable Long leadTimeDays,
    List<Double> perDay,
    List<AtLocation> locations) {

  /**
   * A sku at a location.
   *
   * @param onHand units
   * @param available units for sale: those that the policy keeps back as safety stock are not
   * @param incoming units
   * @param shipped units that left from there so far
   */
  public record AtLocation(
      String location, long onHand, long available, long incoming, long shipped) {

    /** The same, with so many of the units not for sale. */
    public AtLocation keeping(long units) {
      return new AtLocation(location, onHand, available - units, incoming, shipped);
    }
  }

  double[] series() {
    return perDay.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
