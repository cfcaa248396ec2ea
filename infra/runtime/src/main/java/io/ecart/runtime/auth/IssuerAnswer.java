package io.ecart.runtime.auth;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeUnit;

/** What the issuer of tokens answers, for which many requests may be waiting. */
public final class IssuerAnswer {
  private IssuerAnswer() {}

  /**
   * Sends a request and reads the answer.
   *
   * @param body empty for none
   * @param timeoutMs until the whole answer is there; the timeout of the request itself begins anew
   *     with every byte
   * @return fails when the answer is another than 200
   */
  public static Future<Buffer> to(HttpClientRequest request, Buffer body, long timeoutMs) {
    return request
        .send(body)
        .compose(IssuerAnswer::requireSuccess)
        .timeout(timeoutMs, TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private static Future<Buffer> requireSuccess(HttpClientResponse response) {
    int status = response.statusCode();
    return response
        .body()
        .compose(
            body ->
                status == 200
                    ? Future.succeededFuture(body)
                    : Future.failedFuture("The issuer answered " + status));
  }
}
