package io.ecart.notification;

import com.samskivert.mustache.MustacheException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages: the template of event, channel and locale, filled in with what happened. */
public final class Composer {

  /**
   * A message as it is sent.
   *
   * @param subject one line; empty for text messages
   * @param html empty for text messages
   */
  public record Composed(String subject, String text, String html) {}

  private record Ready(
      Template template,
      TemplateEngine.Compiled subject,
      TemplateEngine.Compiled text,
      TemplateEngine.Compiled html) {}

  private final TemplateStore store;
  private final Views views;
  private final String locale;
  private final TemplateEngine engine;
  private final BuiltInTemplates builtIn;
  private final Map<Template.Key, Ready> ready = new HashMap<>();
  private Map<Template.Key, Template> custom = Map.of();

  /**
   * @param locale the language of last resort
   */
  public Composer(TemplateStore store, BuiltInTemplates builtIn, Views views, String locale) {
    this.store = store;
    this.builtIn = builtIn;
    this.engine = new TemplateEngine(builtIn.partials());
    this.views = views;
    this.locale = locale;
  }

  /** Looks for templates that another instance has changed. */
  public Future<Void> refresh() {
    return store.all().map(this::use);
  }

  /**
   * @throws MustacheException when the template cannot be filled in
   */
  public Composed compose(Outbound message) {
    Notification notification = message.notification();
    Ready template =
        ready(new Template.Key(notification.event(), notification.channel(), message.locale()));
    Map<String, Object> view = views.of(message);
    return new Composed(
        oneLine(template.subject().fill(view)),
        template.text().fill(view),
        template.html().fill(view));
  }

  /** The template in effect for a key; null where the event has none in that channel. */
  @Nullable Template effective(Template.Key key) {
    for (String candidate : List.of(key.locale(), key.language().locale(), locale, "en")) {
      Template.Key tried = key.in(candidate);
      Template found = custom.getOrDefault(tried, builtIn.templates().get(tried));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Ready ready(Template.Key key) {
    Template effective = effective(key);
    if (effective == null) {
      throw new MustacheException("There is no template " + key);
    }
    Ready known = ready.get(effective.key());
    if (known == null || !known.template().equals(effective)) {
      known = compile(effective);
      ready.put(effective.key(), known);
    }
    return known;
  }

  private Ready compile(Template template) {
    Template.Parts parts = template.parts();
    return new Ready(
        template,
        engine.text(parts.subject()),
        engine.text(parts.text()),
        engine.html(parts.html()));
  }

  /**
   * What templates see of events that have everything: one of a payment and a whole delivery, one
   * of a refund and a part, so that both sides of what is true or false are tried, and one of as
   * many lines as a message may have.
   */
  List<Map<String, Object>> samples() {
    JsonObject refund =
        new JsonObject()
            .put("payment", new JsonObject().put("status", "refunded"))
            .put("order", new JsonObject().put("fulfillmentStatus", "partial"));
    return List.of(
        views.of("order.placed", builtIn.sample()),
        views.of("order.placed", builtIn.sample().copy().mergeIn(refund, true)),
        views.of("order.placed", longest()));
  }

  /** What would be too much only for a long order must be told to who writes the template. */
  private JsonObject longest() {
    JsonObject data = builtIn.sample().copy();
    for (String name : List.of("order", "shipment", "return")) {
      JsonArray lines = data.getJsonObject(name).getJsonArray("lines");
      while (lines.size() < Compact.LINES) {
        lines.add(lines.getJsonObject(0));
      }
    }
    return data;
  }

  TemplateEngine engine() {
    return engine;
  }

  private @Nullable Void use(List<Template> templates) {
    Map<Template.Key, Template> fresh = new HashMap<>();
    templates.forEach(template -> fresh.put(template.key(), template));
    custom = fresh;
    return null;
  }

  /** A header with a line break in it could smuggle in further headers. */
  private static String oneLine(String subject) {
    return subject.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
