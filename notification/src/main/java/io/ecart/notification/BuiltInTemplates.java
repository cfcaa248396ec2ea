package io.ecart.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The templates that come with the service: one file per event and language under {@code
 * templates/}, with a section per part.
 */
final class BuiltInTemplates {
  private static final Pattern SECTION =
      Pattern.compile("^=== (subject|text|html|sms)\\n(.*?)(?=^=== |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  private BuiltInTemplates() {}

  /** Reads them all; at start, for a class path is read by blocking. */
  static Map<Template.Key, Template> read() {
    Map<Template.Key, Template> templates = new HashMap<>();
    for (String locale : new String[] {"en", "de"}) {
      for (String event : EventNames.all()) {
        String file = resource("templates/" + locale + "/" + event + ".mustache");
        if (file != null) {
          add(templates, event, locale, sections(file));
        }
      }
    }
    return Map.copyOf(templates);
  }

  /** A text that templates may include with {@code {{>name}}}. */
  static @Nullable String partial(String name) {
    return name.matches("[a-z]+\\.(txt|html)") ? resource("templates/partials/" + name) : null;
  }

  private static void add(
      Map<Template.Key, Template> templates,
      String event,
      String locale,
      Map<String, String> sections) {
    String text = sections.getOrDefault("text", "");
    String html = sections.getOrDefault("html", "");
    put(templates, new Template.Key(event, Channel.EMAIL, locale),
        new Template.Parts(sections.getOrDefault("subject", "").strip(), text, html));
    String sms = sections.get("sms");
    if (sms != null) {
      put(templates, new Template.Key(event, Channel.SMS, locale),
          new Template.Parts("", sms.strip(), ""));
    }
  }

  private static void put(
      Map<Template.Key, Template> templates, Template.Key key, Template.Parts parts) {
    templates.put(key, new Template(key, parts, 0, null));
  }

  private static Map<String, String> sections(String file) {
    Map<String, String> sections = new HashMap<>();
    Matcher matcher = SECTION.matcher(file);
    while (matcher.find()) {
      sections.put(matcher.group(1), matcher.group(2));
    }
    return sections;
  }

  private static @Nullable String resource(String path) {
    try (InputStream in = BuiltInTemplates.class.getClassLoader().getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
