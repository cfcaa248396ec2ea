package io.ecart.testkit.servers;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a message is refused, in Twilio's words.
 *
 * @param code Twilio's number for it
 * @param message what it says
 */
record SmsRefusal(int code, String message) {
  private static final int LONGEST_TEXT = 1_600;
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{4,14}");

  /** What is wrong with a message; none when nothing is. */
  static @Nullable SmsRefusal of(String from, String to, String body) {
    if (to.isEmpty()) {
      return new SmsRefusal(21604, "A 'To' phone number is required.");
    }
    if (!NUMBER.matcher(to).matches()) {
      return new SmsRefusal(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (from.isEmpty()) {
      return new SmsRefusal(21603, "A 'From' phone number is required.");
    }
    if (body.isEmpty()) {
      return new SmsRefusal(21602, "Message body is required.");
    }
    return body.length() > LONGEST_TEXT
        ? new SmsRefusal(21617, "The message body exceeds the 1600 character limit.")
        : null;
  }

  JsonObject toJson(int status) {
    return new JsonObject()
        .put("code", code)
        .put("message", message)
        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
        .put("status", status);
  }
}
