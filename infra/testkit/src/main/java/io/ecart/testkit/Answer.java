package io.ecart.testkit;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param status the status code
 * @param headers the headers
 * @param text the body as text; empty when there is none
 */
public record Answer(int status, HttpHeaders headers, String text) {

  /** The first value of a header; none when it is missing. */
  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** The media type without its parameters; empty when there is none. */
  public String contentType() {
    return headers.firstValue("content-type").orElse("").split(";", 2)[0].trim();
  }

  /** The body as a JSON object. */
  public JsonObject json() {
    return new JsonObject(text);
  }

  /**
   * This answer, when it has the status that the test expects.
   *
   * @throws AssertionError when it has another; the message shows the body
   */
  public Answer expect(int expected) {
    if (status != expected) {
      throw new AssertionError("Expected status " + expected + ", got " + status + ": " + text);
    }
    return this;
  }
}
