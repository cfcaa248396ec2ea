package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassesTest {

  @Test
  void abcCutsAt80And95PercentOfRevenue() {
    assertEquals(
        Map.of("a", AbcClass.A, "b", AbcClass.A, "c", AbcClass.B, "d", AbcClass.B, "e", AbcClass.C),
        AbcClass.of(Map.of("a", 70L, "b", 15L, "c", 8L, "d", 4L, "e", 3L)));
  }

  @Test
  void abcPutsWhatBringsNothingLast() {
    assertEquals(Map.of("a", AbcClass.A, "b", AbcClass.C), AbcClass.of(Map.of("a", 1L, "b", 0L)));
    assertEquals(Map.of("a", AbcClass.C), AbcClass.of(Map.of("a", 0L)));
    assertEquals(Map.of(), AbcClass.of(Map.of()));
  }

  @Test
  void xyzComparesWeeks() {
    assertEquals(XyzClass.X, weeks(10, 12, 9, 11));
    assertEquals(XyzClass.Y, weeks(10, 2, 18, 10));
    assertEquals(XyzClass.Z, weeks(40, 0, 0, 0));
  }

  @Test
  void xyzCountsWeeksBackFromTheEnd() {
    double[] withAPiece = new double[3 + 28];
    withAPiece[0] = 1_000;
    Arrays.fill(withAPiece, 3, 31, 1);
    assertEquals(XyzClass.X, XyzClass.of(withAPiece));
  }

  @Test
  void xyzTakesWhatItCannotJudgeForUnsteady() {
    assertEquals(XyzClass.Z, XyzClass.of(new double[] {1, 1, 1}));
    assertEquals(XyzClass.Z, XyzClass.of(new double[70]));
  }

  private static XyzClass weeks(double... units) {
    double[] perDay = new double[units.length * 7];
    for (int week = 0; week < units.length; week++) {
      perDay[week * 7 + week % 7] = units[week];
    }
    return XyzClass.of(perDay);
  }
}
