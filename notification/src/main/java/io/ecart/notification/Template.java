package io.ecart.notification;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, in Mustache.
 *
 * @param key which message
 * @param parts the texts
 * @param version 0 for the built-in text
 * @param updatedAt when it was last changed; null for the built-in text
 */
public record Template(Key key, Parts parts, long version, @Nullable Instant updatedAt) {
  private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

  /**
   * Which message.
   *
   * @param locale a language, or a language and a country: {@code de}, {@code de-AT}
   */
  public record Key(String event, Channel channel, String locale) {

    /** The same message in the language alone, or this where there is no country. */
    Key language() {
      return new Key(event, channel, locale.split("-", 2)[0]);
    }

    Key in(String other) {
      return new Key(event, channel, other);
    }
  }

  /**
   * The texts; text messages have only {@code text}.
   *
   * @param subject of an e-mail
   * @param text plain text; nothing is escaped in it
   * @param html of an e-mail; what is filled in is escaped
   */
  public record Parts(String subject, String text, String html) {}

  public static boolean isLocale(String text) {
    return LOCALE.matcher(text).matches();
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("event", key.event())
            .put("channel", key.channel().wire())
            .put("locale", key.locale());
    if (key.channel() == Channel.EMAIL) {
      json.put("subject", parts.subject());
    }
    json.put("text", parts.text());
    if (key.channel() == Channel.EMAIL) {
      json.put("html", parts.html());
    }
    return json.put("source", version == 0 ? "default" : "custom")
        .put("version", version)
        .put("updatedAt", updatedAt == null ? null : updatedAt.toString());
  }
}
