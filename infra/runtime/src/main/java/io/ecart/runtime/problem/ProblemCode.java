package io.ecart.runtime.problem;

import java.util.Locale;

/** What went wrong, stable and machine-readable; clients see {@link #wire()}. */
public enum ProblemCode {
  /** The request cannot be read at all: broken JSON, wrong encoding, unusable parameter. */
  UNREADABLE("invalid_request", "The request cannot be read"),
  /** The request can be read, but what it says is not allowed. */
  INVALID_REQUEST("invalid_request", "The request is not valid"),
  NOT_FOUND("not_found", "Not found"),
  METHOD_NOT_ALLOWED("invalid_request", "Method not allowed"),
  INSUFFICIENT_STOCK("insufficient_stock", "Not enough stock"),
  VERSION_MISMATCH("version_mismatch", "The resource has changed"),
  VERSION_REQUIRED("version_mismatch", "If-Match is required"),
  IDEMPOTENCY_MISMATCH("idempotency_mismatch", "The key was used with another request"),
  IDEMPOTENCY_IN_FLIGHT("idempotency_in_flight", "The first request with this key is running"),
  ILLEGAL_STATE("illegal_state", "Not possible in this state"),
  UNAUTHENTICATED("unauthenticated", "A valid bearer token is required"),
  FORBIDDEN("forbidden", "Not allowed for this caller"),
  RATE_LIMITED("rate_limited", "Too many requests"),
  PAYLOAD_TOO_LARGE("payload_too_large", "The body is too large"),
  URI_TOO_LONG("invalid_request", "The request line is too long"),
  HEADERS_TOO_LARGE("invalid_request", "The headers are too large"),
  UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", "This media type is not supported"),
  UNAVAILABLE("unavailable", "Not available right now"),
  INTERNAL("internal", "Something went wrong");

  private final String wire;
  private final String title;

  ProblemCode(String wire, String title) {
    this.wire = wire;
    this.title = title;
  }

  public String wire() {
    return wire;
  }

  public String title() {
    return title;
  }

  /** The URI of {@code type}: a stable name, not a page. */
  public String type() {
    return "urn:ecart:problem:" + wire.toLowerCase(Locale.ROOT);
  }
}
