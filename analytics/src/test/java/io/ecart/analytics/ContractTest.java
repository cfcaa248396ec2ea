package io.ecart.analytics;

import io.ecart.analytics.http.DemandRoutes;
import io.ecart.analytics.http.InventoryRoutes;
import io.ecart.analytics.http.SalesRoutes;
import io.ecart.analytics.http.StreamRoutes;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Api;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedOneServed() {
    Vertx vertx = Vertx.vertx();
    Api api = new Api(vertx, token -> Future.succeededFuture(Caller.ANONYMOUS), 1_024);
    Clock clock = Clock.systemUTC();
    new SalesRoutes(null, null).register(api);
    new InventoryRoutes(null, null, clock).register(api);
    new DemandRoutes(null, null, null, null, clock).register(api);
    new StreamRoutes(vertx, null, clock, 1).register(api);
    ContractChecker.of(Path.of("api/openapi.yaml")).requireRoutes(api.routes());
    Await.get(vertx.close());
  }
}
