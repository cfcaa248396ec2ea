package io.ecart.notification.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.notification.Outcome;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookedUpTargetIT {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  /** Nobody else knows the name: were it looked up again, it might lead elsewhere by then. */
  @Test
  void deliveryGoesToTheVeryAddressThatWasLookedAt() {
    HttpServer receiver =
        Await.get(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(204).end())
                .listen(0, "127.0.0.1"));
    InetAddress[] loopback = {InetAddress.getLoopbackAddress()};
    Targets targets = new Targets(vertx, true, host -> loopback);
    String url = "http://hooks.invalid:" + receiver.actualPort() + "/";
    assertEquals(new Outcome.Sent(), TargetsTest.deliver(vertx, targets, url));
  }
}
