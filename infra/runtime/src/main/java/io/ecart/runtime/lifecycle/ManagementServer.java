package io.ecart.runtime.lifecycle;

import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.http.ApiServer;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.observe.Health;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Health and metrics on a port that the edge never exposes. */
final class ManagementServer {
  private ManagementServer() {}

  static Future<ApiServer> listen(
      Vertx vertx, HttpSettings settings, Health health, PrometheusMeterRegistry metrics) {
    Router router = Router.router(vertx);
    reading(router, "/health/live")
        .handler(c -> send(c, 200, new JsonObject().put("status", "up")));
    reading(router, "/health/ready").handler(c -> ready(c, health));
    reading(router, "/metrics").handler(c -> scrape(c, vertx, metrics));
    router.errorHandler(404, c -> refuse(c, ProblemCode.NOT_FOUND, "There is nothing here"));
    router.errorHandler(405, ManagementServer::refuseMethod);
    return ApiServer.listen(
        vertx, settings, settings.managementPort(), router, TracingPolicy.IGNORE);
  }

  private static Route reading(Router router, String path) {
    return router.get(path).method(HttpMethod.HEAD);
  }

  private static void ready(RoutingContext context, Health health) {
    health
        .check()
        .onComplete(
            report -> {
              int status = "up".equals(report.getString("status")) ? 200 : 503;
              if (status == 503) {
                context.response().putHeader("Retry-After", "1");
              }
              send(context, status, report);
            },
            context::fail);
  }

  private static void scrape(RoutingContext context, Vertx vertx, PrometheusMeterRegistry metrics) {
    vertx
        .executeBlocking(() -> metrics.scrape())
        .compose(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private static void refuse(RoutingContext context, ProblemCode code, String detail) {
    Problems.refuse(context.request(), Problem.of(code, detail)).onFailure(context::fail);
  }

  private static void refuseMethod(RoutingContext context) {
    context.response().putHeader("Allow", "GET, HEAD");
    refuse(context, ProblemCode.METHOD_NOT_ALLOWED, "Only GET and HEAD");
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer())
        .onFailure(context::fail);
  }
}
