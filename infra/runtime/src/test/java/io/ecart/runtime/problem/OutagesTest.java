package io.ecart.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static PgException refused(String state) {
    return new PgException("no", "ERROR", state, "");
  }

  @Test
  void whatPassesIsAnOutage() {
    assertTrue(Outages.isOutage(new ConnectException()));
    assertTrue(Outages.isOutage(new TimeoutException()));
    assertTrue(Outages.isOutage(refused("57P01")), "the database shuts down");
    assertTrue(Outages.isOutage(refused("53300")), "the database has too many clients");
    assertTrue(Outages.isOutage(refused("40001")), "a transaction lost against another");
    assertTrue(Outages.isOutage(refused("25P03")), "a transaction stood still for too long");
    assertTrue(Outages.isOutage(Problem.unavailable("away")));
  }

  @Test
  void aPoolThatHasNoConnectionInTimeIsAnOutage() {
    // This is how the pool of the Postgres client fails.
    Throwable failure = Future.failedFuture("Timeout").cause();

    assertTrue(Outages.isOutage(failure));
  }

  @Test
  void whatWillNeverWorkIsNone() {
    assertFalse(Outages.isOutage(new IllegalStateException()));
    assertFalse(Outages.isOutage(refused("23505")), "a unique key is taken");
    assertFalse(Outages.isOutage(refused("42703")), "there is no such column");
    assertFalse(Outages.isOutage(Problem.notFound("order")));
    assertFalse(Outages.isOutage(Future.failedFuture("a sentence").cause()));
  }
}
