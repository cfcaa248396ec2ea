package io.ecart.runtime.discovery;

import io.vertx.core.json.JsonObject;

/**
 * What another service answered.
 *
 * @param status the HTTP status, below 500
 * @param body the JSON object; empty for an answer without one
 */
public record Answer(int status, JsonObject body) {

  public boolean isSuccess() {
    return status < 300;
  }
}
