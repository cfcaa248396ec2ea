package io.ecart.runtime.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.auth.Access;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.servicediscovery.ServiceDiscovery;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a service leaves: nobody who asks it notices. */
@ExtendWith(VertxExtension.class)
class ServiceIT {
  private final Promise<Void> asked = Promise.promise();
  private final Promise<Reply> answer = Promise.promise();
  private Vertx vertx;
  private ServiceDiscovery discovery;

  @BeforeEach
  void start(Vertx injected) {
    vertx = injected;
    discovery = ServiceDiscovery.create(vertx);
  }

  private Service serve(Duration linger) {
    TokenIssuer issuer = TokenIssuer.shared("http://issuer", "ecart", "secret");
    int keys = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI jwks = URI.create("http://127.0.0.1:" + keys + "/api/v1/auth/jwks");
    JwtSettings jwt =
        new JwtSettings("http://issuer", "ecart", jwks, "roles", jwks, "x", Secret.NONE);
    HttpSettings http = new HttpSettings(0, 0, "127.0.0.1", 1_000, linger, Duration.ofSeconds(10));
    ServiceHost host = new ServiceHost(Clock.systemUTC(), Metrics.registry("thing"), "127.0.0.1");
    Service service = new Service(vertx, host, "thing", http, jwt);
    service
        .api()
        .get("/now", Access.PUBLIC, call -> Future.succeededFuture(Reply.ok(new JsonObject())))
        .get("/later", Access.PUBLIC, call -> answerLater());
    Await.get(service.serve());
    assertTrue(isKnown());
    return service;
  }

  private Future<Reply> answerLater() {
    asked.complete();
    return answer.future();
  }

  private boolean isKnown() {
    return !Await.get(discovery.getRecords(new JsonObject().put("name", "thing"))).isEmpty();
  }

  @Test
  void whoFoundItByANameIsAnsweredForAWhile() {
    Service service = serve(Duration.ofSeconds(2));
    int port = service.port();
    int management = service.managementPort();

    Future<Void> stopped = service.stop();
    Await.until("it has left discovery", () -> !isKnown());
    HttpProbe.at(port).get("/now").expect(200);
    JsonObject health = HttpProbe.at(management).get("/health/ready").expect(503).json();
    assertEquals(true, health.getBoolean("draining"));
    assertFalse(stopped.isComplete());

    Await.get(stopped);
    assertFalse(Ports.isOpen(port));
    assertFalse(Ports.isOpen(management));
  }

  @Test
  void theManagementPortRefusesInTheSameWay() {
    HttpProbe management = HttpProbe.at(serve(Duration.ZERO).managementPort());
    Answer nothing = management.get("/nothing").expect(404);
    assertEquals("/nothing", nothing.json().getString("instance"));
    assertFalse(nothing.header("X-Request-Id").isEmpty());
    assertEquals("GET, HEAD", management.post("/metrics").expect(405).header("Allow"));
    assertEquals("", management.send("HEAD", "/health/live", "", "").expect(200).text());
  }

  @Test
  void whatRunsIsFinishedThoughNothingNewIsTaken() {
    Service service = serve(Duration.ZERO);
    int port = service.port();
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> HttpProbe.at(port).get("/later").status());
    Await.get(asked.future());

    Future<Void> stopped = service.stop();
    Await.until("nothing new is taken", () -> !Ports.isOpen(port));
    assertFalse(stopped.isComplete());
    answer.complete(Reply.ok(new JsonObject()));

    assertEquals(200, status.join());
    Await.get(stopped);
  }
}
