package io.ecart.runtime.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.MovableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CachingTokenVerifierTest {
  private final MovableClock clock = MovableClock.standing();
  private final Instant end = clock.instant().plusSeconds(10);
  private final List<String> verified = new ArrayList<>();
  private final CachingTokenVerifier verifier = new CachingTokenVerifier(this::verify, clock);

  @Test
  void aTokenIsVerifiedOnceUntilItEnds() {
    assertTrue(verifier.verify("good").succeeded());
    assertTrue(verifier.verify("good").succeeded());
    assertEquals(List.of("good"), verified);
    clock.move(Duration.ofSeconds(10));
    assertTrue(verifier.verify("good").failed());
  }

  @Test
  void aRefusalIsNotRemembered() {
    assertTrue(verifier.verify("bad").failed());
    assertTrue(verifier.verify("bad").failed());
    assertEquals(List.of("bad", "bad"), verified);
  }

  private Future<Caller> verify(String token) {
    verified.add(token);
    return token.equals("good") && clock.instant().isBefore(end)
        ? Future.succeededFuture(new Caller("alice", Set.of(), token, end))
        : Future.failedFuture("refused");
  }
}
