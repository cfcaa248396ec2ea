package io.ecart.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ecart.testkit.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HealthTest {

  @Test
  void isDownOnlyWithoutWhatItNeeds() {
    Health health =
        new Health()
            .needs("postgres", Future::succeededFuture)
            .uses("kafka", () -> Future.failedFuture("gone"));
    JsonObject report = Await.get(health.check());
    assertEquals("up", report.getString("status"));
    assertEquals("gone", report.getJsonObject("checks").getJsonObject("kafka").getString("detail"));
    health.needs("redis", () -> Promise.<Void>promise().future());
    assertEquals("down", Await.get(health.check()).getString("status"));
  }

  @Test
  void itsFindingsAreMetrics() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Health health =
        new Health()
            .measuredBy(metrics)
            .needs("postgres", Future::succeededFuture)
            .uses("kafka", () -> Future.failedFuture("gone"));
    Await.get(health.check());
    assertEquals(1, metrics.get("dependency.up").tag("dependency", "postgres").gauge().value());
    assertEquals(0, metrics.get("dependency.up").tag("needed", "false").gauge().value());
  }

  @Test
  void isLoggedOnlyWhenItChanges() {
    Logger log = (Logger) LoggerFactory.getLogger(Health.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    log.addAppender(said);
    Iterator<Future<Void>> findings =
        Stream.of(null, null, "gone", "gone", null, null)
            .map(
                why ->
                    why == null ? Future.<Void>succeededFuture() : Future.<Void>failedFuture(why))
            .iterator();
    Health health = new Health().uses("kafka", findings::next);
    while (findings.hasNext()) {
      Await.get(health.check());
    }
    log.detachAppender(said);
    assertEquals(
        List.of("Away: kafka: gone", "There again: kafka"),
        said.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void isDownWhileDraining() {
    Health health = new Health();
    assertEquals("up", Await.get(health.check()).getString("status"));
    health.drain();
    assertEquals("down", Await.get(health.check()).getString("status"));
  }

  @Test
  void tracesAreContinuedOrBegun() {
    Trace given = Trace.accept("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", given.traceId());
    assertNotEquals("00f067aa0ba902b7", given.spanId());
    for (String bad : new String[] {null, "", "nonsense", "00-" + "0".repeat(32) + "-1-01"}) {
      assertEquals(32, Trace.accept(bad).traceId().length());
    }
  }
}
