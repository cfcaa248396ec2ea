package io.ecart.analytics.demand;

import io.ecart.analytics.demand.Method.Candidate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What demand is expected, by the method that would have been least wrong so far. A series that is
 * too short to try any is given its mean of the last four weeks, without an error.
 *
 * @param method the chosen method
 * @param parameters its parameters, for people
 * @param perDay expected units of each day of the horizon, the next one first
 * @param backtest how wrong it would have been; null when the series is too short to tell
 * @param methodToRmse the least error that each method reached, in units over the horizon
 */
public record Forecast(
    Method method,
    String parameters,
    List<Double> perDay,
    @Nullable Backtest backtest,
    Map<Method, Double> methodToRmse) {
  private static final int FALLBACK_DAYS = 28;

  private record Tried(Candidate candidate, Backtest backtest) {}

  /**
   * Chooses a method and looks ahead.
   *
   * @param perDay units per day so far, zeros included
   * @param horizon days to look ahead, at least 1
   */
  public static Forecast of(double[] perDay, int horizon) {
    List<Tried> tried = new ArrayList<>();
    for (Candidate candidate : Method.candidates()) {
      Backtest backtest = Backtest.of(candidate.start().get(), perDay, horizon);
      if (backtest != null) {
        tried.add(new Tried(candidate, backtest));
      }
    }
    Map<Method, Double> methodToRmse = new EnumMap<>(Method.class);
    tried.forEach(
        each -> methodToRmse.merge(each.candidate().method(), each.backtest().rmse(), Math::min));
    Tried best = best(tried);
    if (best == null) {
      Model mean = new MovingAverage(FALLBACK_DAYS);
      List<Double> days = ahead(mean, perDay, horizon);
      return new Forecast(Method.MOVING_AVERAGE, "days=" + FALLBACK_DAYS, days, null, methodToRmse);
    }
    return new Forecast(
        best.candidate().method(),
        best.candidate().parameters(),
        ahead(best.candidate().start().get(), perDay, horizon),
        best.backtest(),
        methodToRmse);
  }

  /** The first of those with the least error. */
  private static @Nullable Tried best(List<Tried> tried) {
    Tried best = null;
    for (Tried each : tried) {
      if (best == null || each.backtest().rmse() < best.backtest().rmse()) {
        best = each;
      }
    }
    return best;
  }

  private static List<Double> ahead(Model model, double[] perDay, int horizon) {
    for (double units : perDay) {
      model.observe(units);
    }
    List<Double> days = new ArrayList<>(horizon);
    for (int day = 1; day <= horizon; day++) {
      days.add(model.ahead(day));
    }
    return List.copyOf(days);
  }

  /** Expected units per day on the average of the horizon. */
  public double mean() {
    return perDay.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
