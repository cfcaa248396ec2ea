package io.ecart.runtime.http;

import io.ecart.runtime.config.HttpSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** A listening HTTP server that stops by finishing what runs. */
public final class ApiServer {
  private static final int IDLE_SECONDS = 75;
  private static final int MAX_HEADER_BYTES = 16_384;

  /** Room for a query that names the 200 longest skus that a page may be asked for. */
  private static final int MAX_LINE_BYTES = 16_384;

  private final HttpServer server;
  private final long drainMs;

  private ApiServer(HttpServer server, long drainMs) {
    this.server = server;
    this.drainMs = drainMs;
  }

  /** Listens on the API port; fails with one clear line when the port is taken. */
  public static Future<ApiServer> listen(Vertx vertx, HttpSettings settings, Router router) {
    return listen(vertx, settings, settings.port(), router, TracingPolicy.ALWAYS);
  }

  /**
   * @param tracing whether its requests are worth a span
   */
  public static Future<ApiServer> listen(
      Vertx vertx, HttpSettings settings, int port, Router router, TracingPolicy tracing) {
    HttpServerOptions options = options(settings.host(), port).setTracingPolicy(tracing);
    return vertx
        .createHttpServer(options)
        .invalidRequestHandler(Unreadable::refuse)
        .requestHandler(Unreadable.keptFrom(router))
        .listen()
        .map(server -> new ApiServer(server, settings.drain().toMillis()))
        .recover(e -> Future.failedFuture(explain(e, settings.host(), port)));
  }

  /** What every server of ours allows, and does not. */
  public static HttpServerOptions options(String host, int port) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setIdleTimeout(IDLE_SECONDS)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setCompressionSupported(false)
        // Nobody speaks web sockets here; their handlers would look at every message.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true);
  }

  public int port() {
    return server.actualPort();
  }

  /** Takes no new connections, waits for running requests up to the drain time, then closes. */
  public Future<Void> stop() {
    return server.shutdown(drainMs, TimeUnit.MILLISECONDS);
  }

  /** The native transport tells it in an exception of its own. */
  private static boolean isTaken(Throwable e) {
    return e instanceof BindException
        || String.valueOf(e.getMessage()).contains("Address already in use");
  }

  private static Throwable explain(Throwable e, String host, int port) {
    return isTaken(e)
        ? new IllegalStateException("Port " + port + " on " + host + " is already taken", e)
        : e;
  }
}
