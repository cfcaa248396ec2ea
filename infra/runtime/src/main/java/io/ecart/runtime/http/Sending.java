package io.ecart.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends responses; a client that went away is no failure of ours. */
final class Sending {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private Sending() {}

  static void reply(HttpServerResponse response, Reply reply) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    Buffer body = reply.body();
    if (body == null) {
      response.end().onFailure(Sending::gone);
    } else {
      if (!response.headers().contains("Content-Type")) {
        response.putHeader("Content-Type", "application/json");
      }
      end(response, body);
    }
  }

  static void end(HttpServerResponse response, Buffer body) {
    response.end(body).onFailure(Sending::gone);
  }

  private static void gone(Throwable cause) {
    LOG.debug("The client left before the answer was sent: {}", cause.toString());
  }
}
