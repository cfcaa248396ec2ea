package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void backtestComparesSumsOverTheHorizon() {
    double[] step = new double[28];
    Arrays.fill(step, 14, 28, 1);
    // The average of a week is 7, 6, 5 … 0 units short of the week to come.
    Backtest backtest = Backtest.of(new MovingAverage(7), step, 7);
    assertNotNull(backtest);
    assertEquals(8, backtest.origins());
    assertEquals(Math.sqrt(140.0 / 8), backtest.rmse(), 1e-9);
    assertEquals(3.5, backtest.mae(), 1e-9);
    assertEquals(-3.5, backtest.bias(), 1e-9);
  }

  @Test
  void backtestNeverLooksIntoTheFuture() {
    double[] one = random(100);
    double[] other = one.clone();
    Arrays.fill(other, 90, 100, 1_000);
    Model first = new HoltWinters(0.1, 0.02, 0.1);
    Model second = new HoltWinters(0.1, 0.02, 0.1);
    for (int day = 0; day < 90; day++) {
      first.observe(one[day]);
      second.observe(other[day]);
      assertEquals(first.total(7), second.total(7));
    }
  }

  @Test
  void choosesHoltWintersWhereTheWeekdayMatters() {
    double[] series = new double[140];
    for (int day = 0; day < series.length; day++) {
      series[day] = day % 7 == 5 ? 0 : day % 7 == 6 ? 20 : 5;
    }
    Forecast forecast = Forecast.of(series, 3);
    assertEquals(Method.HOLT_WINTERS, forecast.method());
    assertEquals(5, forecast.perDay().get(0), 1e-6);
  }

  @Test
  void choosesTheSimplestOfThoseThatAreEquallyRight() {
    double[] even = new double[100];
    Arrays.fill(even, 4);
    Forecast forecast = Forecast.of(even, 7);
    assertEquals(Method.MOVING_AVERAGE, forecast.method());
    assertEquals(4, forecast.mean(), 1e-9);
    assertEquals(0, forecast.backtest().rmse(), 1e-9);
  }

  @Test
  void choosesTsbWhereDemandDiesOut() {
    double[] dying = new double[200];
    for (int day = 0; day < 110; day += 4) {
      dying[day] = 6;
    }
    Forecast forecast = Forecast.of(dying, 14);
    assertTrue(forecast.mean() < 0.2, forecast.toString());
    assertTrue(
        forecast.methodToRmse().get(Method.TSB) < forecast.methodToRmse().get(Method.CROSTON));
  }

  @Test
  void isTheBestOfAllThatWereTried() {
    Forecast forecast = Forecast.of(random(300), 7);
    assertEquals(EnumSet.allOf(Method.class), forecast.methodToRmse().keySet());
    double least =
        forecast.methodToRmse().values().stream().mapToDouble(each -> each).min().orElseThrow();
    assertEquals(least, forecast.backtest().rmse());
    assertEquals(least, forecast.methodToRmse().get(forecast.method()));
  }

  @Test
  void takesTheMeanOfAShortHistoryAndSaysNoError() {
    Forecast forecast = Forecast.of(new double[] {2, 4}, 7);
    assertEquals(Method.MOVING_AVERAGE, forecast.method());
    assertEquals(3, forecast.mean(), 1e-9);
    assertEquals(7, forecast.perDay().size());
    assertNull(forecast.backtest());
  }

  @Test
  void expectsNothingOfNothing() {
    assertEquals(0, Forecast.of(new double[0], 7).mean());
    assertEquals(0, Forecast.of(new double[300], 7).mean());
  }

  private static double[] random(int days) {
    Random random = new Random(42);
    return random.doubles(days, -10, 10).map(each -> Math.max(0, Math.floor(each))).toArray();
  }
}
