package io.ecart.analytics;

import io.vertx.core.Future;

/** Work that no event asks for directly. */
public interface Housekeeping {

  /**
   * Counts orders per category anew where skus have changed their category, a little at a time.
   *
   * @return whether there was anything to do
   */
  Future<Boolean> recountCategories();

  /** Forgets what nobody will ask for again. */
  Future<Void> prune();
}
