package io.ecart.runtime.http;

import io.ecart.runtime.observe.LogFields;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for a request: those that failed or took long always, the others only when its logger
 * is open for {@code INFO}. The path is told as its route, since some ids are secrets; those that
 * are none become fields of every line of their request.
 */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.ecart.requests");
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int FAILED = 500;
  private static final int UUID_LENGTH = 36;

  private final Map<String, String> prefixToField = new HashMap<>();

  /** From now on the id that follows the prefix is logged as this field. */
  void telling(String prefix, String field) {
    prefixToField.put(prefix + "/", field);
  }

  void began(RoutingContext context) {
    tell(context.request().path());
  }

  void ended(RoutingContext context, String route, int status, long beginNanos) {
    long tookNanos = System.nanoTime() - beginNanos;
    boolean notable = status >= FAILED || tookNanos > SLOW_NANOS;
    if (!notable && !LOG.isInfoEnabled()) {
      return;
    }
    tell(context.response().headers().get("Location"));
    HttpServerRequest request = context.request();
    LOG.atLevel(notable ? Level.WARN : Level.INFO)
        .addKeyValue("http.request.id", context.response().headers().get(RequestId.HEADER))
        .addKeyValue("http.request.method", request.method().name())
        .addKeyValue("http.response.status_code", status)
        .addKeyValue("url.path", route)
        .addKeyValue("event.duration", tookNanos)
        .log(
            "{} {} {} in {} ms",
            request.method(),
            route,
            status,
            TimeUnit.NANOSECONDS.toMillis(tookNanos));
  }

  private void tell(@Nullable String path) {
    if (path == null) {
      return;
    }
    prefixToField.forEach(
        (prefix, field) -> {
          if (path.startsWith(prefix)) {
            String id = path.substring(prefix.length()).split("/", 2)[0];
            if (id.length() == UUID_LENGTH) {
              LogFields.put(field, id);
            }
          }
        });
  }
}
