package io.ecart.runtime.http;

import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request: what a use case may want to know of it. */
public final class Call {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int MAX_KEY = 255;
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  private final RoutingContext context;
  private final Caller caller;

  Call(RoutingContext context, Caller caller) {
    this.context = context;
    this.caller = caller;
  }

  public Caller caller() {
    return caller;
  }

  /** The route's own context, for answers that stream. */
  public RoutingContext context() {
    return context;
  }

  /**
   * A path parameter, decoded.
   *
   * @throws Problem 404 when it contains the character NUL, which no name of anything does
   */
  public String path(String name) {
    String value = String.valueOf(context.pathParam(name));
    if (value.indexOf('\0') >= 0) {
      throw Problem.of(ProblemCode.NOT_FOUND, "Nothing has such a name");
    }
    return value;
  }

  public @Nullable String header(String name) {
    return context.request().getHeader(name);
  }

  public Query query() {
    return new Query(context.queryParams());
  }

  /** The body as a JSON object; 400 when it is not one, 415 when it is of another type. */
  public Fields body() {
    return new Fields(json(), "");
  }

  /** Like {@link #body()} for requests that may come without any body. */
  public Fields optionalBody() {
    Buffer body = context.body().buffer();
    return body == null || body.length() == 0 ? new Fields(new JsonObject(), "") : body();
  }

  private JsonObject json() {
    requireJsonType();
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw Problem.unreadable("A JSON body is required");
    }
    try {
      Object value = Json.decodeValue(decoded(body));
      if (value instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      throw Problem.unreadable("The body is not well-formed JSON" + place(e));
    }
    throw Problem.unreadable("The body must be a JSON object");
  }

  private void requireJsonType() {
    String type = header("Content-Type");
    String media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    // A PATCH merges: another kind of patch would be taken for something that it does not mean.
    boolean merges = context.request().method().equals(HttpMethod.PATCH);
    if (!media.equals("application/json") && !(merges && media.equals(MERGE_PATCH))) {
      String wanted = merges ? MERGE_PATCH : "application/json";
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send " + wanted);
    }
  }

  private static String decoded(Buffer body) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Problem.unreadable("The body is not UTF-8");
    }
  }

  /** Line and column from the parser's message, without its inner workings. */
  private static String place(DecodeException e) {
    String message = String.valueOf(e.getMessage());
    int line = message.indexOf("line: ");
    int end = line < 0 ? -1 : message.indexOf(']', line);
    return end < 0 ? "" : " (" + message.substring(line, end) + ")";
  }

  /**
   * The version of {@code If-Match}; -1 for {@code *}.
   *
   * @throws Problem 428 without the header, 412 when it names no version
   */
  public long ifMatch() {
    String value = header("If-Match");
    if (value == null) {
      throw Problem.of(ProblemCode.VERSION_REQUIRED, "Send If-Match with the ETag last seen");
    }
    String tag = value.trim();
    if (tag.equals("*")) {
      return -1;
    }
    String plain = (tag.startsWith("W/") ? tag.substring(2) : tag).replace("\"", "");
    // A negative number would be taken for "any".
    if (!VERSION.matcher(plain).matches()) {
      throw Problem.of(ProblemCode.VERSION_MISMATCH, "If-Match names no version of this resource");
    }
    return Long.parseLong(plain);
  }

  /**
   * The request's idempotency key; null when it has none. A guest's counts for the path alone,
   * which is to name what only that guest knows, such as a cart.
   */
  public @Nullable IdempotencyKey idempotencyKey() {
    return idempotencyKey("guest " + context.request().path());
  }

  /**
   * Like {@link #idempotencyKey()} for a path that all guests know: a guest's counts for the
   * address that the call comes from, so that no other guest gets its answer by the same key.
   */
  public @Nullable IdempotencyKey idempotencyKeyByAddress() {
    return idempotencyKey("guest " + clientAddress() + " " + context.request().path());
  }

  private @Nullable IdempotencyKey idempotencyKey(String guest) {
    String key = header("Idempotency-Key");
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw Problem.invalid("Idempotency-Key", "length", "Idempotency-Key has 1-255 characters");
    }
    HttpServerRequest request = context.request();
    String scope = caller.isAnonymous() ? guest : caller.subject();
    String hash = hash(request, context.body().buffer());
    return new IdempotencyKey(scope, key, hash, request.path(), Trace.current().traceId());
  }

  /** As the edge tells it, which sets the header anew; without an edge, the connection's. */
  private String clientAddress() {
    String forwarded = header("X-Forwarded-For");
    return forwarded == null
        ? context.request().remoteAddress().hostAddress()
        : forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
  }

  private static String hash(HttpServerRequest request, @Nullable Buffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.method() + " " + request.path()).getBytes(StandardCharsets.UTF_8));
      if (body != null) {
        digest.update(body.getBytes());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
