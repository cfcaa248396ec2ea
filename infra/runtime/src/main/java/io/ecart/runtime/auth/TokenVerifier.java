package io.ecart.runtime.auth;

import io.vertx.core.Future;

/** Turns a bearer token into its caller. */
public interface TokenVerifier {

  /**
   * @return the caller; fails with a {@code Problem}: {@code unauthenticated} for a token that is
   *     not good, {@code unavailable} when no keys can be had
   */
  Future<Caller> verify(String token);
}
