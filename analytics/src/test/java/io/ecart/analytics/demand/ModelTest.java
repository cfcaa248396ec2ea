package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Each method against an example that was worked out by hand. */
class ModelTest {
  private static final double EXACT = 1e-9;
  private static final double[] INTERMITTENT = {0, 3, 0, 0, 2, 0};

  @Test
  void movingAverageIsTheMeanOfItsWindow() {
    assertEquals(3, see(new MovingAverage(3), 1, 2, 3, 4).ahead(1), EXACT);
    assertEquals(1.5, see(new MovingAverage(3), 1, 2).ahead(1), EXACT);
    assertEquals(9, see(new MovingAverage(3), 1, 2, 3, 4).total(3), EXACT);
  }

  @Test
  void crostonSmoothsSizeAndIntervalOnDemandOnly() {
    // 3 after 2 days, then 2 after 3 days: z = 3 - 0.1, p = 2 + 0.1.
    assertEquals(2.9 / 2.1, see(Croston.plain(0.1), INTERMITTENT).ahead(1), EXACT);
    assertEquals(5 * 2.9 / 2.1, see(Croston.plain(0.1), INTERMITTENT).total(5), EXACT);
  }

  @Test
  void sbaTakesHalfOfAlphaOff() {
    assertEquals(0.95 * 2.9 / 2.1, see(Croston.corrected(0.1), INTERMITTENT).ahead(1), EXACT);
  }

  @Test
  void tsbLowersTheProbabilityOnEveryDayWithoutDemand() {
    // p: 0.5, 0.45, 0.405, 0.4645, 0.41805; z: 3, then 3 - 0.2.
    assertEquals(0.41805 * 2.8, see(new Tsb(0.2, 0.1), INTERMITTENT).ahead(1), EXACT);
  }

  @Test
  void tsbForgetsASkuThatStoppedSellingAndCrostonDoesNot() {
    double[] stopped = new double[200];
    stopped[0] = 10;
    assertEquals(0, see(new Tsb(0.1, 0.1), stopped).ahead(1), 1e-6);
    assertEquals(10, see(Croston.plain(0.1), stopped).ahead(1), EXACT);
  }

  @Test
  void holtWintersFollowsATrendWithAWeekExactly() {
    double[] weekday = {3, -1, 0, 2, -4, -2, 2};
    double[] series = new double[40];
    for (int day = 0; day < series.length; day++) {
      series[day] = 10 + 0.5 * day + weekday[day % 7];
    }
    Model model = see(new HoltWinters(0.3, 0.1, 0.2), series);
    for (int ahead = 1; ahead <= 20; ahead++) {
      int day = series.length - 1 + ahead;
      assertEquals(10 + 0.5 * day + weekday[day % 7], model.ahead(ahead), 1e-9);
    }
  }

  @Test
  void holtWintersSmoothsByItsFormulas() {
    double[] flat = new double[15];
    java.util.Arrays.fill(flat, 10);
    flat[14] = 20;
    // Level 10, no trend, no season; then 20: l = 0.5 * 20 + 0.5 * 10, b = 0.2 * 5, s = 0.1 * 10.
    Model model = see(new HoltWinters(0.5, 0.2, 0.1), flat);
    assertEquals(15 + 1, model.ahead(1), EXACT);
    assertEquals(15 + 7 * 1 + 1, model.ahead(7), EXACT);
  }

  @Test
  void holtWintersNeverForecastsLessThanNothing() {
    double[] falling = new double[21];
    for (int day = 0; day < falling.length; day++) {
      falling[day] = 20 - day;
    }
    Model model = see(new HoltWinters(0.3, 0.1, 0.1), falling);
    assertEquals(0, model.ahead(30));
    assertEquals(0, model.total(10));
  }

  @Test
  void noMethodForecastsBeforeItHasSeenDemand() {
    for (Method.Candidate candidate : Method.candidates()) {
      assertEquals(0, candidate.start().get().total(7), candidate.toString());
      assertEquals(0, see(candidate.start().get(), new double[30]).total(7), candidate.toString());
    }
  }

  private static Model see(Model model, double... series) {
    for (double units : series) {
      model.observe(units);
    }
    return model;
  }
}
