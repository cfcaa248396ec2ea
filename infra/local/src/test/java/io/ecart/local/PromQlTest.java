package io.ecart.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void findsTheSeriesAndNothingElse() {
    assertEquals(
        Set.of("a_total", "b:c:rate5m", "d_seconds"),
        PromQl.seriesIn(
            "sum by (x, y) (rate(a_total{z=~\"w|v\"}[5m] offset 10m)) / 1e9 > 0.5"
                + " and on (x) b:c:rate5m{x=\"d\"} or time() - d_seconds >= 3"));
  }
}
