package io.ecart.notification;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading and changing what messages say. */
public final class Templates {
  private final TemplateStore store;
  private final Composer composer;
  private final List<Map<String, Object>> samples;

  public Templates(TemplateStore store, Composer composer) {
    this.store = store;
    this.composer = composer;
    this.samples = composer.samples();
  }

  /**
   * The template in effect: the one of this locale, else of its language, else of the shop's own
   * language. Version 0 means that none was written for this very locale.
   */
  public Future<Template> get(Template.Key key) {
    return composer
        .refresh()
        .map(refreshed -> known(key, composer.effective(key)))
        .map(
            effective ->
                effective.key().equals(key)
                    ? effective
                    : new Template(key, effective.parts(), 0, null));
  }

  /**
   * Replaces a template.
   *
   * @return fails with {@code invalid_request} naming part and line, or {@code version_mismatch}
   */
  public Future<Template> put(Template.Key key, Template.Parts parts, long ifVersion) {
    known(key, composer.effective(key));
    List<FieldError> faults = faults(key.channel(), parts);
    if (!faults.isEmpty()) {
      return Problem.invalid(faults).future();
    }
    return store
        .put(key, parts, ifVersion)
        .compose(written -> composer.refresh().otherwiseEmpty().map(refreshed -> written));
  }

  private List<FieldError> faults(Channel channel, Template.Parts parts) {
    JsonObject sources =
        new JsonObject()
            .put("subject", parts.subject())
            .put("text", parts.text())
            .put("html", parts.html());
    List<FieldError> faults = new ArrayList<>();
    for (String part : TemplateEngine.parts(channel)) {
      FieldError fault = composer.engine().fault(part, sources.getString(part), samples);
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private static Template known(Template.Key key, @Nullable Template effective) {
    if (effective == null) {
      throw Problem.notFound(
          "template " + key.event() + "/" + key.channel().wire() + "/" + key.locale());
    }
    return effective;
  }
}
