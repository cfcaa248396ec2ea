package io.ecart.notification;

import io.vertx.core.Future;
import java.util.List;

/** Where templates are kept that replace the built-in ones. */
public interface TemplateStore {

  Future<List<Template>> all();

  /**
   * Writes a template.
   *
   * @param ifVersion only over this version; 0 over the built-in one, -1 over any
   * @return what is kept now, with its version; fails with {@code version_mismatch}
   */
  Future<Template> put(Template.Key key, Template.Parts parts, long ifVersion);
}
