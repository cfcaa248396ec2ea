package io.ecart.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-more"
      })
  void readsTheHeaderOfThisVersionAndOfLaterOnes(String header) {
    assertEquals(new Trace(TRACE, SPAN, "01"), Trace.parse(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-01x",
        "cc-" + TRACE + "-" + SPAN + "-01x",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN
      })
  void anotherHeaderIsNone(String header) {
    assertNull(Trace.parse(header));
  }

  @Test
  void goesOnWithTheTraceInASpanOfItsOwn() {
    Trace trace = Trace.accept("00-" + TRACE + "-" + SPAN + "-01");
    assertEquals(TRACE, trace.traceId());
    assertNotEquals(SPAN, trace.spanId());
    assertEquals(trace, Trace.parse(trace.traceparent()));
  }

  @Test
  void beginsOneWhereThereIsNone() {
    assertNotNull(Trace.parse(Trace.accept(null).traceparent()));
    assertNotEquals(Trace.accept(null).traceId(), Trace.accept("nonsense").traceId());
  }
}
