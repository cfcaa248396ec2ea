package io.ecart.notification;

import io.vertx.core.Future;
import java.util.Optional;

/** Where preferences are kept. */
public interface PreferenceStore {

  Future<Optional<Preferences>> find(String customerId);

  /**
   * Writes preferences.
   *
   * @param ifVersion only over this version; 0 where nothing is kept yet, -1 over any
   * @return what is kept now, with its version; fails with {@code version_mismatch}
   */
  Future<Preferences> put(Preferences preferences, long ifVersion);
}
