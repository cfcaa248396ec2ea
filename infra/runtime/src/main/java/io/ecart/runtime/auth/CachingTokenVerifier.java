package io.ecart.runtime.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/**
 * Remembers verified tokens for a short while: a signature check costs more than all else a cheap
 * read does. Refused tokens are not remembered.
 */
public final class CachingTokenVerifier implements TokenVerifier {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final int TOKENS = 10_000;

  private final TokenVerifier verifier;
  private final Clock clock;
  private final Cache<String, Caller> callers;

  public CachingTokenVerifier(TokenVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
    this.callers = Caffeine.newBuilder().maximumSize(TOKENS).expireAfterWrite(KEPT).build();
  }

  @Override
  public Future<Caller> verify(String token) {
    Caller known = callers.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return Future.succeededFuture(known);
    }
    return verifier.verify(token).onSuccess(caller -> callers.put(token, caller));
  }
}
