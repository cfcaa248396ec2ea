package io.ecart.notification;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Templates in memory. */
final class FakeTemplates implements TemplateStore {
  private final Map<Template.Key, Template> templates = new HashMap<>();

  @Override
  public Future<List<Template>> all() {
    return Future.succeededFuture(List.copyOf(templates.values()));
  }

  @Override
  public Future<Template> put(Template.Key key, Template.Parts parts, long ifVersion) {
    Template template = new Template(key, parts, 1, Messages.NOW);
    templates.put(key, template);
    return Future.succeededFuture(template);
  }
}
