package io.ecart.runtime.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER, PUBLIC CUSTOMER",
    "STAFF, PUBLIC CUSTOMER STAFF SERVICE",
    "ADMIN, PUBLIC CUSTOMER STAFF ADMIN SERVICE",
    "SERVICE, PUBLIC CUSTOMER STAFF SERVICE"
  })
  void aRoleOpensItsRoutesOnly(Role role, String open) {
    assertEquals(open, openTo(new Caller("somebody", Set.of(role), "token", Instant.MAX)));
  }

  @Test
  void aTokenWithoutARoleIsThatOfACustomer() {
    assertEquals("PUBLIC CUSTOMER", openTo(new Caller("somebody", Set.of(), "token", Instant.MAX)));
  }

  @Test
  void withoutATokenOnlyWhatIsPublicIsOpen() {
    assertEquals("PUBLIC", openTo(Caller.ANONYMOUS));
  }

  /** As what they are written down, too: no person is ever taken for a service. */
  @ParameterizedTest
  @CsvSource({
    "CUSTOMER, customer:somebody",
    "STAFF, staff:somebody",
    "ADMIN, staff:somebody",
    "SERVICE, service:somebody"
  })
  void anActorIsNamedByTheRole(Role role, String actor) {
    assertEquals(actor, new Caller("somebody", Set.of(role), "token", Instant.MAX).actor());
  }

  private static String openTo(Caller caller) {
    Set<Access> open = EnumSet.allOf(Access.class);
    open.removeIf(access -> refuses(access, caller));
    return String.join(" ", open.stream().map(Access::name).toList());
  }

  private static boolean refuses(Access access, Caller caller) {
    try {
      access.check(caller);
      return false;
    } catch (Problem refused) {
      assertEquals(
          caller.isAnonymous() ? ProblemCode.UNAUTHENTICATED : ProblemCode.FORBIDDEN,
          refused.code());
      return true;
    }
  }
}
