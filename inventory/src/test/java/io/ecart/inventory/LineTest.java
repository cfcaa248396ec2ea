package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void linesOfOneSkuAreOneLine() {
    List<Line> lines = List.of(new Line("A", 1, 0), new Line("B", 2, 1), new Line("A", 3, 2));
    assertEquals(List.of(new Line("A", 4, 0), new Line("B", 2, 1)), Line.summed(lines));
  }
}
