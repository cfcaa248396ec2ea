package io.ecart.local.edge;

import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one address for clients: sends each request to an instance of the service that owns its path,
 * as NGINX does in Swarm, and issues the demo tokens.
 */
public final class Edge {
  private static final String API = "/api/v1/";
  private static final int CONNECTIONS = 256;
  private static final int CONNECT_MS = 1_000;
  private static final int IDLE_SECONDS = 75;

  private final Vertx vertx;
  private final Registry registry;
  private final Map<String, String> pathToService;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param pathToService first path segment under {@code /api/v1/} to the service that owns it
   */
  public Edge(Vertx vertx, Map<String, String> pathToService) {
    this.vertx = vertx;
    this.registry = new Registry(vertx);
    this.pathToService = Map.copyOf(pathToService);
  }

  public Future<HttpServer> listen(int port, TokenIssuer issuer) {
    Router router = Router.router(vertx);
    issuer.mount(router);
    HttpProxy proxy = proxy();
    router.route(API + "*").handler(context -> forward(context, proxy));
    router.errorHandler(404, context -> refuse(context, ProblemCode.NOT_FOUND));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setHandle100ContinueAutomatically(true);
    return registry
        .start()
        .compose(started -> vertx.createHttpServer(options).requestHandler(router).listen());
  }

  private HttpProxy proxy() {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    return HttpProxy.reverseProxy(client)
        .origin(OriginRequestProvider.selector(this::instance))
        .addInterceptor(new ClientAddress())
        .addInterceptor(new Unreachable());
  }

  private void forward(RoutingContext context, HttpProxy proxy) {
    if (pathToService.containsKey(firstSegment(context.request().path()))) {
      proxy.handle(context.request());
    } else {
      refuse(context, ProblemCode.NOT_FOUND);
    }
  }

  private Future<SocketAddress> instance(ProxyContext context) {
    String service = pathToService.get(firstSegment(context.request().getURI().split("\\?", 2)[0]));
    List<SocketAddress> instances = service == null ? List.of() : registry.instancesOf(service);
    return instances.isEmpty()
        ? Future.failedFuture("No instance of " + service)
        : Future.succeededFuture(
            instances.get(Math.floorMod(turn.getAndIncrement(), instances.size())));
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', API.length());
    return path.length() < API.length()
        ? ""
        : path.substring(API.length(), end < 0 ? path.length() : end);
  }

  private static void refuse(RoutingContext context, ProblemCode code) {
    Problem problem = Problem.of(code, "There is nothing at this path");
    JsonObject body = body(problem, context.request().getHeader("traceparent"));
    context
        .response()
        .setStatusCode(Problems.statusOf(code))
        .putHeader("Content-Type", "application/problem+json")
        .end(body.put("instance", context.request().path()).toBuffer())
        .onFailure(context::fail);
  }

  private static JsonObject body(Problem problem, @Nullable String traceparent) {
    return Problems.toJson(problem).put("traceId", Trace.accept(traceparent).traceId());
  }

  /** Tells the services where a call comes from, whatever the client says about that. */
  private static final class ClientAddress implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest request = context.request();
      String address = request.proxiedRequest().remoteAddress().hostAddress();
      request.headers().set("X-Forwarded-For", address);
      return context.sendRequest();
    }
  }

  /** Turns a service that cannot be reached into a problem document. */
  private static final class Unreachable implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      return context.sendRequest().recover(e -> Future.succeededFuture(unavailable(context)));
    }

    private static ProxyResponse unavailable(ProxyContext context) {
      Problem problem = Problem.unavailable("The service behind this path cannot be reached");
      return context
          .request()
          .response()
          .setStatusCode(Problems.statusOf(problem.code()))
          .putHeader("Content-Type", "application/problem+json")
          .putHeader("Retry-After", "1")
          .setBody(
              Body.body(body(problem, context.request().headers().get("traceparent")).toBuffer()));
    }
  }
}
