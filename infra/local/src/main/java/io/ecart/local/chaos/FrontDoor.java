package io.ecart.local.chaos;

import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.util.function.ToIntFunction;

/** One address for the drill's own clients, and the demo tokens; it outlives the services. */
final class FrontDoor {
  private final Vertx vertx;
  private final TokenIssuer issuer;
  private final ToIntFunction<String> pathToPort;

  FrontDoor(Vertx vertx, TokenIssuer issuer, ToIntFunction<String> pathToPort) {
    this.vertx = vertx;
    this.issuer = issuer;
    this.pathToPort = pathToPort;
  }

  Future<HttpServer> listen(int port) {
    HttpProxy proxy =
        HttpProxy.reverseProxy(vertx.createHttpClient())
            .origin(OriginRequestProvider.selector(this::origin));
    Router router = Router.router(vertx);
    issuer.mount(router);
    router.route("/api/v1/*").handler(context -> proxy.handle(context.request()));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  private Future<SocketAddress> origin(ProxyContext context) {
    int port = pathToPort.applyAsInt(context.request().getURI());
    return Future.succeededFuture(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
  }
}
