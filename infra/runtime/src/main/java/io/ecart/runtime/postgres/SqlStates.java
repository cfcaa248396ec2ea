package io.ecart.runtime.postgres;

import io.vertx.pgclient.PgException;

/** What a database error means, told by its SQLSTATE. */
public final class SqlStates {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  private SqlStates() {}

  public static boolean isUniqueViolation(Throwable failure) {
    return is(failure, UNIQUE_VIOLATION);
  }

  /** Whether the same transaction may well succeed when it is run again. */
  public static boolean isRetryable(Throwable failure) {
    return is(failure, SERIALIZATION_FAILURE) || is(failure, DEADLOCK);
  }

  private static boolean is(Throwable failure, String state) {
    return failure instanceof PgException e && state.equals(e.getSqlState());
  }
}
