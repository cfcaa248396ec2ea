package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ecart.runtime.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a look at the stock that failed. */
class WithoutStockTest {
  private static final Map<String, Long> NOTHING = Map.of();

  @Test
  void anOutageIsGotOver() {
    assertEquals(NOTHING, WithoutStock.assume(NOTHING, Problem.unavailable("away")).result());
  }

  @Test
  void aDefectOrARefusalIsNot() {
    Throwable defect = new NullPointerException("no such member");
    assertSame(defect, WithoutStock.assume(NOTHING, defect).cause());
    Throwable refusal = Problem.notFound("stock");
    assertSame(refusal, WithoutStock.assume(NOTHING, refusal).cause());
  }
}
