package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a repeat of a request is answered. */
class ProblemsTest {
  private static final IdempotencyKey KEY =
      new IdempotencyKey("alice", "k", "hash", "/things", "trace");

  private static boolean isStored(ProblemCode code) {
    return Problems.storedRefusal(Problem.of(code, "why"), KEY).isPresent();
  }

  @Test
  void onlyRefusalsThatDependOnTheShopAreStored() {
    Set<ProblemCode> stored =
        Stream.of(ProblemCode.values())
            .filter(ProblemsTest::isStored)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemCode.class)));
    assertEquals(
        EnumSet.of(
            ProblemCode.NOT_FOUND, ProblemCode.ILLEGAL_STATE, ProblemCode.INSUFFICIENT_STOCK),
        stored);
    assertEquals(
        Optional.empty(), Problems.storedRefusal(new IllegalStateException("defect"), KEY));
  }

  @Test
  void aStoredRefusalNamesItsRequest() {
    Reply reply = Problems.storedRefusal(Problem.illegalState("sold"), KEY).orElseThrow();
    assertEquals(409, reply.status());
    assertEquals(Problems.TYPE, reply.headers().get("Content-Type"));
    JsonObject told = new JsonObject(String.valueOf(reply.body()));
    assertEquals("illegal_state", told.getString("code"));
    assertEquals("/things", told.getString("instance"));
    assertEquals("trace", told.getString("traceId"));
  }
}
