package io.ecart.runtime.auth;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;

/** Who may use a route. What a caller may see inside it is the use case's business. */
public enum Access {
  /** Anyone; a token is read when there is one, and a bad one is refused. */
  PUBLIC,
  /** Any valid token. */
  CUSTOMER,
  /** Staff, admins and other services. */
  STAFF,
  /** Admins. */
  ADMIN,
  /** Other services and staff, who may do by hand what services ask of each other. */
  SERVICE;

  /**
   * Lets the caller in.
   *
   * @throws Problem {@code unauthenticated} or {@code forbidden}
   */
  public void check(Caller caller) {
    if (allows(caller)) {
      return;
    }
    throw caller.isAnonymous()
        ? Problem.of(ProblemCode.UNAUTHENTICATED, "A bearer token is needed here")
        : Problem.of(ProblemCode.FORBIDDEN, "This needs another role");
  }

  private boolean allows(Caller caller) {
    return switch (this) {
      case PUBLIC -> true;
      case CUSTOMER -> !caller.isAnonymous();
      case STAFF, SERVICE -> caller.mayActForOthers();
      case ADMIN -> caller.may(Role.ADMIN);
    };
  }
}
