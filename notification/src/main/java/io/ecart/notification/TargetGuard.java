package io.ecart.notification;

import io.vertx.core.Future;

/** Keeps webhooks from reaching into networks that are not the public internet. */
@FunctionalInterface
public interface TargetGuard {

  /**
   * Looks where a URL leads.
   *
   * @return fails with {@code invalid_request} when it is not allowed
   */
  Future<Void> check(String url);
}
