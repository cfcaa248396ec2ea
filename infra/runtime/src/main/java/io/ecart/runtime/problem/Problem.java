package io.ecart.runtime.problem;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A failure with a meaning for the client, thrown or carried by a failed future. It has no stack
 * trace: it is an answer, not a defect.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient List<FieldError> errors;
  private final int retryAfterSeconds;

  private Problem(ProblemCode code, String detail, List<FieldError> errors, int retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfter;
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of(), 0);
  }

  public static Problem of(ProblemCode code, String detail, List<FieldError> errors) {
    return new Problem(code, detail, List.copyOf(errors), 0);
  }

  public static Problem unreadable(String detail) {
    return of(ProblemCode.UNREADABLE, detail);
  }

  public static Problem invalid(List<FieldError> errors) {
    String fields = String.join(", ", errors.stream().map(FieldError::pointer).distinct().toList());
    return of(ProblemCode.INVALID_REQUEST, "Wrong: " + fields, errors);
  }

  public static Problem invalid(String pointer, String code, String detail) {
    return of(ProblemCode.INVALID_REQUEST, detail, List.of(new FieldError(pointer, code, detail)));
  }

  /** {@code what} as in "There is no order 17". */
  public static Problem notFound(String what) {
    return of(ProblemCode.NOT_FOUND, "There is no " + what);
  }

  public static Problem illegalState(String detail) {
    return of(ProblemCode.ILLEGAL_STATE, detail);
  }

  /** For a repeat that comes before the first request with its idempotency key is answered. */
  public static Problem inFlight() {
    return of(ProblemCode.IDEMPOTENCY_IN_FLIGHT, "The first request with this key still runs");
  }

  public static Problem insufficientStock(List<FieldError> shortLines) {
    return of(ProblemCode.INSUFFICIENT_STOCK, "Not enough stock for every line", shortLines);
  }

  public static Problem unavailable(String detail) {
    return unavailable(detail, 1);
  }

  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(ProblemCode.UNAVAILABLE, detail, List.of(), retryAfterSeconds);
  }

  public ProblemCode code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** Seconds after which another try makes sense; 0 when that is not said. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public <T> Future<T> future() {
    return Future.failedFuture(this);
  }

  /** The members that do not depend on HTTP. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("type", code.type())
            .put("title", code.title())
            .put("detail", detail())
            .put("code", code.wire());
    if (!errors.isEmpty()) {
      json.put("errors", errors.stream().map(FieldError::toJson).toList());
    }
    return json;
  }
}
