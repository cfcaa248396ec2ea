package io.ecart.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import io.ecart.runtime.config.TracingSettings;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String NOT_SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

  @Test
  void withoutAReceiverThereIsNoTracerAtAll() {
    Tracing off = Tracing.of(TracingSettings.read(new Settings(Map.of())), "test");
    Vertx vertx = off.attach(off.instrument(Vertx.builder()).build());
    assertFalse(Tracing.passedOn(vertx));
    assertNull(Tracing.in(vertx).sending("topic", SAMPLED));
    Await.get(vertx.close());
    off.close();
  }

  @Test
  void anEventOfASampledTraceIsAStepOfIt() {
    Tracing tracing = Tracing.of(new TracingSettings("http://127.0.0.1:1", 100), "test");
    Vertx vertx = tracing.attach(tracing.instrument(Vertx.builder()).build());
    assertTrue(Tracing.passedOn(vertx));
    Tracing.Step step = Tracing.in(vertx).handling("group", "topic", SAMPLED);
    assertNotNull(step);
    Trace passedOn = Trace.parse(step.traceparent());
    assertNotNull(passedOn);
    assertEquals(TRACE, passedOn.traceId());
    assertNotEquals("00f067aa0ba902b7", passedOn.spanId());
    step.end(null);
    for (String none : new String[] {null, "nonsense", NOT_SAMPLED}) {
      assertNull(Tracing.in(vertx).sending("topic", none), none);
    }
    Await.get(vertx.close());
    tracing.close();
  }

  @Test
  void aShareThatCannotBeIsRefused() {
    Settings settings = new Settings(Map.of("ECART_TRACE_ONE_IN", "0"));
    TracingSettings.read(settings);
    Assertions.assertThrows(SettingsException.class, settings::check);
  }
}
