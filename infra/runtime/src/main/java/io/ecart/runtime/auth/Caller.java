package io.ecart.runtime.auth;

import java.time.Instant;
import java.util.Set;

/**
 * Who calls.
 *
 * @param subject the token's {@code sub}; empty without a token
 * @param roles what the caller may do
 * @param token the bearer token as it came, to be passed on; empty without one
 * @param expiresAt when the token ends
 */
public record Caller(String subject, Set<Role> roles, String token, Instant expiresAt) {
  public static final Caller ANONYMOUS = new Caller("", Set.of(), "", Instant.MAX);

  public boolean isAnonymous() {
    return subject.isEmpty();
  }

  /** Whether one of the caller's roles is, or includes, the wanted one. */
  public boolean may(Role wanted) {
    for (Role role : roles) {
      if (role.includes(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Staff, or another service on the shop's behalf. */
  public boolean mayActForOthers() {
    return may(Role.STAFF) || may(Role.SERVICE);
  }

  /** What the ledger and the timeline name as actor, such as {@code staff:018f…}. */
  public String actor() {
    if (isAnonymous()) {
      return "guest";
    }
    String role = may(Role.SERVICE) ? "service" : may(Role.STAFF) ? "staff" : "customer";
    return role + ":" + subject;
  }

  @Override
  public String toString() {
    return actor();
  }
}
