package io.ecart.analytics.demand;

/**
 * How demand comes: how often, and how evenly when it comes.
 *
 * <p>Source: A. A. Syntetos, J. E. Boylan, J. D. Croston, "On the categorization of demand
 * patterns", Journal of the Operational Research Society 56 (2005), 495-503; the cut-offs 1.32 and
 * 0.49 are theirs.
 */
public enum DemandClass {
  /** Often and even. */
  SMOOTH,
  /** Seldom and even. */
  INTERMITTENT,
  /** Often and uneven. */
  ERRATIC,
  /** Seldom and uneven. */
  LUMPY,
  /** No demand at all, so nothing to tell. */
  NONE;

  private static final double FREQUENT = 1.32;
  private static final double EVEN = 0.49;

  /**
   * The class of a demand.
   *
   * @param adi average demand interval: days per day with demand; infinite without any
   * @param cv2 squared coefficient of variation of the days with demand
   */
  static DemandClass of(double adi, double cv2) {
    if (Double.isInfinite(adi)) {
      return NONE;
    }
    if (adi < FREQUENT) {
      return cv2 < EVEN ? SMOOTH : ERRATIC;
    }
    return cv2 < EVEN ? INTERMITTENT : LUMPY;
  }
}
