package io.ecart.notification;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The templates that come with the service: one file per event and language under {@code
 * templates/}, with a section per part.
 */
public final class BuiltInTemplates {
  private static final Pattern SECTION =
      Pattern.compile(
          "^=== (subject|text|html|sms)\\n(.*?)(?=^=== |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  private static final List<String> PARTIALS = List.of("head", "foot", "lines");

  private final Map<Template.Key, Template> templates;
  private final Map<String, String> partials;
  private final JsonObject sample;

  private BuiltInTemplates(
      Map<Template.Key, Template> templates, Map<String, String> partials, JsonObject sample) {
    this.templates = templates;
    this.partials = partials;
    this.sample = sample;
  }

  /** Reads them all from the class path; blocks. */
  public static BuiltInTemplates read() {
    String sample = Objects.requireNonNull(resource("templates/sample.json"));
    return new BuiltInTemplates(readTemplates(), readPartials(), new JsonObject(sample));
  }

  Map<Template.Key, Template> templates() {
    return templates;
  }

  /**
   * Texts that templates may include with {@code {{>name}}}, by {@code name.txt} or {@code .html}.
   */
  Map<String, String> partials() {
    return partials;
  }

  /** The data of an event that has everything, to try templates on. */
  JsonObject sample() {
    return sample;
  }

  private static Map<String, String> readPartials() {
    Map<String, String> partials = new HashMap<>();
    for (String name : PARTIALS) {
      for (String file : new String[] {name + ".txt", name + ".html"}) {
        partials.put(file, Objects.requireNonNull(resource("templates/partials/" + file)));
      }
    }
    return Map.copyOf(partials);
  }

  private static Map<Template.Key, Template> readTemplates() {
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

  private static void add(
      Map<Template.Key, Template> templates,
      String event,
      String locale,
      Map<String, String> sections) {
    String text = sections.getOrDefault("text", "");
    String html = sections.getOrDefault("html", "");
    put(
        templates,
        new Template.Key(event, Channel.EMAIL, locale),
        new Template.Parts(sections.getOrDefault("subject", "").strip(), text, html));
    String sms = sections.get("sms");
    if (sms != null) {
      put(
          templates,
          new Template.Key(event, Channel.SMS, locale),
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
