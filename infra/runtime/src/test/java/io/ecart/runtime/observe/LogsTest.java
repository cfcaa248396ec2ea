package io.ecart.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import io.ecart.runtime.observe.Logs.Format;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;

  @AfterEach
  void stop() throws ch.qos.logback.core.joran.spi.JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ch.qos.logback.classic.util.ContextInitializer(context).autoConfig();
    Await.get(vertx.close());
  }

  @Test
  void aLineOfARequestNamesItsTraceItsOrderAndWhatTheCallAdds() throws IOException {
    Logger log = use(Format.ECS, true);
    inRequest(
        () -> {
          LogFields.put("order.id", "0198-\"7\"");
          log.atInfo().addKeyValue("event.duration", 12L).log("done");
        });
    JsonObject line = new JsonObject(lines().get(0));
    assertEquals(TRACE, line.getString("trace.id"));
    assertEquals("0198-\"7\"", line.getString("order.id"));
    assertEquals(12, line.getLong("event.duration"));
    assertEquals("ecart-test", line.getString("service.name"));
    assertEquals("node-1", line.getString("service.node.name"));
  }

  @Test
  void aLineOfNoRequestNamesNone() throws IOException {
    Logger log = use(Format.ECS, true);
    // The service's own context lives as long as the service: nothing may be kept there.
    LogFields.put("order.id", "lost");
    log.info("nothing in particular");
    assertFalse(lines().get(0).contains("trace.id"));
    assertFalse(lines().get(0).contains("order.id"));
  }

  @Test
  void aPlainLineNamesTheTraceToo() throws IOException {
    Logger log = use(Format.TEXT, true);
    inRequest(() -> log.warn("careful"));
    assertTrue(lines().get(0).contains("[" + TRACE + "] - careful"), lines().get(0));
  }

  @Test
  void aFailureNamesItsKindItsMessageAndWhereItHappened() throws IOException {
    use(Format.ECS, false).error("It failed", new IllegalStateException("on purpose"));
    JsonObject line = new JsonObject(lines().get(0));
    assertEquals("java.lang.IllegalStateException", line.getString("error.type"));
    assertEquals("on purpose", line.getString("error.message"));
    assertTrue(line.getString("error.stack_trace").contains("LogsTest"));
  }

  @Test
  void requestsAreLoggedOnlyWhenAskedFor() throws IOException {
    use(Format.ECS, false);
    Logger requests = LoggerFactory.getLogger("io.ecart.requests");
    requests.info("ordinary");
    requests.warn("notable");
    assertEquals(1, lines().size());
  }

  private Logger use(Format format, boolean everyRequest) {
    Logs.use(new LogSettings(format, everyRequest, "node-1"), "test", folder.resolve("log"));
    return LoggerFactory.getLogger("io.ecart.test");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  private void inRequest(Runnable work) {
    ContextInternal request = ((VertxInternal) vertx).getOrCreateContext().duplicate();
    Promise<Void> done = Promise.promise();
    request.runOnContext(
        run -> {
          Trace.accept("00-" + TRACE + "-00f067aa0ba902b7-01");
          Future.succeededFuture()
              .onSuccess(
                  each -> {
                    work.run();
                    done.complete();
                  });
        });
    Await.get(done.future());
  }
}
