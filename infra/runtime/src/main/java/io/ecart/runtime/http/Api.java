package io.ecart.runtime.http;

import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.auth.TokenVerifier;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.observe.Tracing;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The route table of a service. Every route has one {@link Access}; every failure becomes a problem
 * document, unknown paths and methods included.
 */
public final class Api {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String BEARER = "bearer ";

  private final Router router;
  private final TokenVerifier tokens;
  private final BodyHandler bodies;
  private final List<String> routes = new ArrayList<>();
  private final Map<String, Set<String>> pathToMethods = new HashMap<>();
  private final RequestLog log = new RequestLog();
  private @Nullable MeterRegistry metrics;

  /**
   * @param maxBodyBytes the largest body read into memory; streaming routes have no such limit
   */
  public Api(Vertx vertx, TokenVerifier tokens, int maxBodyBytes) {
    this.tokens = tokens;
    this.bodies = BodyHandler.create(false).setBodyLimit(maxBodyBytes);
    this.router = Router.router(vertx);
    // Before everything, the contract included.
    router.route().order(-2).handler(Api::identify);
  }

  /** Times every route added from now on, as {@code http.server.requests}. */
  public Api measuredBy(MeterRegistry registry) {
    metrics = registry;
    return this;
  }

  /**
   * Lets the id that follows a path prefix be logged, under this name, with every line of its
   * request; an id that opens something, as a guest's cart, must not be.
   */
  public Api logging(String prefix, String field) {
    log.telling(prefix, field);
    return this;
  }

  public Api get(String path, Access access, Endpoint endpoint) {
    return add(HttpMethod.GET, path, access, endpoint);
  }

  public Api post(String path, Access access, Endpoint endpoint) {
    return add(HttpMethod.POST, path, access, endpoint);
  }

  public Api put(String path, Access access, Endpoint endpoint) {
    return add(HttpMethod.PUT, path, access, endpoint);
  }

  public Api patch(String path, Access access, Endpoint endpoint) {
    return add(HttpMethod.PATCH, path, access, endpoint);
  }

  public Api delete(String path, Access access, Endpoint endpoint) {
    return add(HttpMethod.DELETE, path, access, endpoint);
  }

  /**
   * A route that reads its body or writes its answer as a stream. The endpoint answers through
   * {@link Call#context()} itself; the request is paused until the endpoint resumes it.
   */
  public Api stream(HttpMethod method, String path, Access access, StreamEndpoint endpoint) {
    behindWrittenPaths(route(method, path), path)
        .handler(
            context -> {
              context.request().pause();
              authenticate(context, access)
                  .compose(caller -> endpoint.handle(new Call(context, caller)))
                  .onFailure(
                      failure -> {
                        context.request().resume();
                        Problems.send(context, Problems.of(failure));
                      });
            });
    return this;
  }

  /** Serves the service's {@code openapi.yaml} under a path prefix. */
  public Api contract(String prefix, String yaml) {
    String path = prefix + "/openapi.yaml";
    methodsOf(path).addAll(READING);
    router
        .get(path)
        .method(HttpMethod.HEAD)
        // Before routes such as /products/:sku, whichever came first.
        .order(-1)
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "application/yaml")
                    .end(yaml)
                    .onFailure(context::fail));
    return this;
  }

  /** What was registered, as {@code GET /api/v1/orders/{id}}, for the contract test. */
  public List<String> routes() {
    return List.copyOf(routes);
  }

  /** The finished router: whatever no route took is answered here. */
  public Router router() {
    router.route().failureHandler(Api::failed);
    router.errorHandler(404, Api::failed);
    router.errorHandler(405, this::methodNotAllowed);
    for (int status : new int[] {400, 406, 413, 415, 500}) {
      router.errorHandler(status, Api::failed);
    }
    return router;
  }

  private Api add(HttpMethod method, String path, Access access, Endpoint endpoint) {
    Route route = route(method, path);
    if (method.equals(HttpMethod.GET)) {
      // The answer without its body, which the server leaves out by itself.
      route.method(HttpMethod.HEAD);
      methodsOf(path).addAll(READING);
    } else {
      route.handler((PlatformHandler) Api::refuseForms).handler(bodies);
    }
    RouteTimer timer = new RouteTimer(metrics, method, path);
    behindWrittenPaths(route, path).handler(context -> run(context, access, endpoint, timer));
    return this;
  }

  /** Nothing here is a form, and the handler of bodies would fail on one that is not well-formed. */
  private static void refuseForms(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    String media = type == null ? "" : type.trim().toLowerCase(Locale.ROOT);
    if (media.startsWith("multipart/") || media.startsWith("application/x-www-form-urlencoded")) {
      Problems.send(context, Problems.ofStatus(415));
    } else {
      context.next();
    }
  }

  private Route route(HttpMethod method, String path) {
    routes.add(method + " " + path.replaceAll(":(\\w+)", "{$1}"));
    methodsOf(path).add(method.name());
    return router.route(method, path);
  }

  private Route behindWrittenPaths(Route route, String path) {
    return path.contains(":") ? route.handler(this::leaveWrittenPaths) : route;
  }

  private Set<String> methodsOf(String path) {
    return pathToMethods.computeIfAbsent(path, first -> new TreeSet<>());
  }

  /** {@code /products/import} is not the product of that name, with whatever method it comes. */
  private void leaveWrittenPaths(RoutingContext context) {
    Set<String> methods = pathToMethods.get(pathOf(context));
    if (methods != null && !methods.contains(context.request().method().name())) {
      methodNotAllowed(context);
    } else {
      context.next();
    }
  }

  private void run(RoutingContext context, Access access, Endpoint endpoint, RouteTimer timer) {
    long begin = System.nanoTime();
    log.began(context);
    if (Tracing.passedOn(context.vertx())) {
      Tracing.nameRequest(context.request().method().name(), timer.route());
    }
    authenticate(context, access)
        .compose(caller -> handle(context, caller, endpoint))
        .onComplete(
            reply -> {
              Sending.reply(context.response(), reply);
              ended(context, timer, reply.status(), begin);
            },
            failure -> {
              Problem problem = Problems.of(failure);
              Problems.send(context, problem);
              ended(context, timer, Problems.statusOf(problem.code()), begin);
            });
  }

  /** What took long to arrive may be for nobody any more. */
  private static Future<Reply> handle(RoutingContext context, Caller caller, Endpoint endpoint) {
    return Deadline.hasPassed()
        ? Problem.unavailable("The caller has stopped waiting").future()
        : endpoint.handle(new Call(context, caller));
  }

  private void ended(RoutingContext context, RouteTimer timer, int status, long begin) {
    timer.record(status, begin);
    log.ended(context, timer.route(), status, begin);
  }

  private Future<Caller> authenticate(RoutingContext context, Access access) {
    String header = context.request().getHeader("Authorization");
    if (header == null) {
      return allow(Caller.ANONYMOUS, access);
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Problem.of(ProblemCode.UNAUTHENTICATED, "Only bearer tokens are accepted").future();
    }
    return tokens
        .verify(header.substring(BEARER.length()).trim())
        .compose(caller -> allow(caller, access));
  }

  private static Future<Caller> allow(Caller caller, Access access) {
    try {
      access.check(caller);
      return Future.succeededFuture(caller);
    } catch (Problem refused) {
      return refused.future();
    }
  }

  /** Gives the request its id, its trace and its deadline, and echoes the id. */
  private static void identify(RoutingContext context) {
    HttpServerRequest request = context.request();
    Deadline.accept(request.getHeader(Deadline.HEADER));
    Trace trace = Trace.accept(request.getHeader("traceparent"));
    String id = request.getHeader(RequestId.HEADER);
    context.response().putHeader(RequestId.HEADER, RequestId.of(id, trace));
    context.next();
  }

  private static void failed(RoutingContext context) {
    Throwable failure = context.failure();
    Problem problem =
        failure == null ? Problems.ofStatus(context.statusCode()) : Problems.of(failure);
    Problems.send(context, problem);
  }

  /** As routes see it: without dots, doubled slashes and a slash at the end. */
  private static String pathOf(RoutingContext context) {
    String path = context.normalizedPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void methodNotAllowed(RoutingContext context) {
    String path = pathOf(context);
    Set<String> allowed = pathToMethods.get(path);
    if (allowed == null) {
      allowed = new TreeSet<>();
      for (Map.Entry<String, Set<String>> each : pathToMethods.entrySet()) {
        if (path.matches(each.getKey().replaceAll(":\\w+", "[^/]+"))) {
          allowed.addAll(each.getValue());
        }
      }
    }
    context.response().putHeader("Allow", String.join(", ", allowed));
    Problems.send(context, Problems.ofStatus(405));
  }
}
