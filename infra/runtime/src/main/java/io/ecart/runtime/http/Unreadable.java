package io.ecart.runtime.http;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.regex.Pattern;

/** Answers requests that cannot be read, before any route sees them. */
public final class Unreadable {
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private Unreadable() {}

  /**
   * Keeps from a router what it would fail over: it decodes paths and queries while it looks for a
   * route, and takes for granted that a host is named.
   */
  public static Handler<HttpServerRequest> keptFrom(Handler<HttpServerRequest> router) {
    return request -> {
      String uri = request.uri();
      if (uri.indexOf('%') >= 0 && BAD_ESCAPE.matcher(uri).find()) {
        refuse(request, Problem.unreadable("The path or query has a % that escapes nothing"));
      } else if (request.version() != HttpVersion.HTTP_1_0 && request.authority() == null) {
        refuse(request, Problem.unreadable("The header Host is missing"));
      } else {
        router.handle(request);
      }
    };
  }

  /** Answers what is not even HTTP. */
  public static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problem problem = Problem.unreadable("This is not HTTP");
    if (cause instanceof TooLongHttpLineException) {
      problem = Problem.of(ProblemCode.URI_TOO_LONG, "The request line is over the limit");
    } else if (cause instanceof TooLongHttpHeaderException) {
      problem = Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are over the limit");
    }
    refuse(request, problem);
  }

  /** Nothing behind it on the connection can be trusted to be the next request. */
  private static void refuse(HttpServerRequest request, Problem problem) {
    request.response().putHeader("Connection", "close");
    Problems.refuse(request, problem).onComplete(sent -> request.connection().close());
  }
}
