package io.ecart.local.edge;

import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.http.ApiServer;
import io.ecart.runtime.http.Deadline;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.RequestId;
import io.ecart.runtime.http.Unreadable;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The one address for clients: sends each request to an instance of the service that owns its path,
 * as NGINX does in Swarm, and issues the demo tokens. Like NGINX it makes no spans.
 */
public final class Edge {
  private static final String API = "/api/v1/";
  private static final int CONNECTIONS = 256;
  private static final int CONNECT_MS = 1_000;

  /** How long a service may take to begin its answer, and is told so; the same as in NGINX. */
  private static final int TIMEOUT_MS = 15_000;

  /** What takes as long as it takes. */
  private static final Pattern STREAMS =
      Pattern.compile("/api/v1/(products/(import|export)|(stock|analytics)/stream)");

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
    router.route(TokenIssuer.PATH + "*").handler(Edge::identify);
    issuer.mount(router);
    HttpProxy proxy = proxy();
    router.route(API + "*").handler(context -> forward(context, proxy));
    router.errorHandler(404, Edge::refuse);
    return registry
        .start()
        .compose(
            started ->
                vertx
                    .createHttpServer(
                        ApiServer.options("127.0.0.1", port).setTracingPolicy(TracingPolicy.IGNORE))
                    .invalidRequestHandler(Unreadable::refuse)
                    .requestHandler(Unreadable.keptFrom(router))
                    .listen());
  }

  private HttpProxy proxy() {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setTracingPolicy(TracingPolicy.IGNORE),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    return HttpProxy.reverseProxy(client)
        .origin(OriginRequestProvider.selector(this::instance))
        .addInterceptor(new ClientAddress())
        .addInterceptor(new Unreachable())
        .addInterceptor(new Patience());
  }

  private void forward(RoutingContext context, HttpProxy proxy) {
    if (pathToService.containsKey(firstSegment(context.request().path()))) {
      proxy.handle(context.request());
    } else {
      refuse(context);
    }
  }

  private Future<SocketAddress> instance(ProxyContext context) {
    String service = pathToService.get(firstSegment(context.request().proxiedRequest().path()));
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

  /** Only what is answered here; the services do it themselves. */
  private static void identify(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.response().putHeader(RequestId.HEADER, requestId(request, traceOf(request)));
    context.next();
  }

  private static void refuse(RoutingContext context) {
    Problem problem = Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path");
    Problems.refuse(context.request(), problem).onFailure(context::fail);
  }

  private static Trace traceOf(HttpServerRequest request) {
    return Trace.accept(request.getHeader("traceparent"));
  }

  private static String requestId(HttpServerRequest request, Trace trace) {
    return RequestId.of(request.getHeader(RequestId.HEADER), trace);
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

  /** Waits for a service, for as long as it is told. */
  private static final class Patience implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest request = context.request();
      if (STREAMS.matcher(request.proxiedRequest().path()).matches()) {
        request.headers().remove(Deadline.HEADER);
        return context.sendRequest();
      }
      request.headers().set(Deadline.HEADER, Integer.toString(TIMEOUT_MS));
      Future<ProxyResponse> answer = context.sendRequest();
      return answer
          .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
          .onFailure(e -> answer.onSuccess(ProxyResponse::release));
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
      HttpServerRequest request = context.request().proxiedRequest();
      Trace trace = traceOf(request);
      Buffer body = Problems.toJson(problem, request.path(), trace.traceId()).toBuffer();
      return context
          .request()
          .response()
          .setStatusCode(Problems.statusOf(problem.code()))
          .setBody(Body.body(body, MediaType.parse(Problems.TYPE)))
          .putHeader(RequestId.HEADER, requestId(request, trace))
          .putHeader("Retry-After", "1");
    }
  }
}
