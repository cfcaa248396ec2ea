package io.ecart.notification;

import io.ecart.notification.http.NotificationRoutes;
import io.ecart.notification.http.PreferenceRoutes;
import io.ecart.notification.http.TemplateRoutes;
import io.ecart.notification.http.WebhookRoutes;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Api;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedOneServed() {
    Vertx vertx = Vertx.vertx();
    Api api = new Api(vertx, token -> Future.succeededFuture(Caller.ANONYMOUS), 1_024);
    new NotificationRoutes(null, null, null).mount(api);
    new TemplateRoutes(null).mount(api);
    new PreferenceRoutes(null).mount(api);
    new WebhookRoutes(null, null, null, null, null).mount(api);
    ContractChecker.of(Path.of("api/openapi.yaml")).requireRoutes(api.routes());
    Await.get(vertx.close());
  }
}
