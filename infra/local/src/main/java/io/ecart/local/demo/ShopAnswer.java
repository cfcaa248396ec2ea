package io.ecart.local.demo;

import io.vertx.core.json.JsonObject;

/**
 * What the shop answered.
 *
 * @param status the HTTP status
 * @param body the JSON object; empty when there is none
 */
public record ShopAnswer(int status, JsonObject body) {

  public boolean isSuccess() {
    return status < 300;
  }

  /** This answer; throws with what it says when it is not a success. */
  public ShopAnswer orThrow(String doing) {
    if (!isSuccess()) {
      throw new IllegalStateException(doing + " was answered " + status + ": " + body.encode());
    }
    return this;
  }
}
