package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DemandProfileTest {
  private static final double EXACT = 1e-9;

  @Test
  void measuresIntervalAndVariation() {
    DemandProfile profile = DemandProfile.of(new double[] {0, 4, 0, 0, 6, 0, 0, 5});
    assertEquals(8.0 / 3, profile.adi(), EXACT);
    assertEquals((2.0 / 3) / 25, profile.cv2(), EXACT);
    assertEquals(15.0 / 8, profile.mean(), EXACT);
    assertEquals(Math.sqrt(48.875 / 7), profile.deviation(), EXACT);
    assertEquals(DemandClass.INTERMITTENT, profile.demandClass());
  }

  @Test
  void knowsTheFourClasses() {
    assertEquals(DemandClass.SMOOTH, classOf(5, 6, 5, 4, 5, 6));
    assertEquals(DemandClass.ERRATIC, classOf(1, 20, 1, 1, 30, 1));
    assertEquals(DemandClass.INTERMITTENT, classOf(5, 0, 0, 5, 0, 6));
    assertEquals(DemandClass.LUMPY, classOf(1, 0, 0, 30, 0, 1));
  }

  @Test
  void cutsWhereItsSourceDoes() {
    assertEquals(DemandClass.SMOOTH, DemandClass.of(1.3199, 0.4899));
    assertEquals(DemandClass.INTERMITTENT, DemandClass.of(1.32, 0.4899));
    assertEquals(DemandClass.ERRATIC, DemandClass.of(1.3199, 0.49));
    assertEquals(DemandClass.LUMPY, DemandClass.of(1.32, 0.49));
  }

  @Test
  void hasNothingToTellWithoutDemand() {
    assertEquals(DemandClass.NONE, classOf(0, 0, 0));
    assertEquals(DemandClass.NONE, classOf());
    assertEquals(0, DemandProfile.of(new double[0]).mean());
  }

  @Test
  void hasNoDeviationOfASingleDay() {
    assertEquals(0, DemandProfile.of(new double[] {5}).deviation());
  }

  private static DemandClass classOf(double... perDay) {
    return DemandProfile.of(perDay).demandClass();
  }
}
