package io.ecart.inventory;

import io.vertx.core.Future;

/**
 * Keeps the name of the current filling of the hot counts where it survives whatever happens to
 * them: counts of another filling are void.
 */
public interface EpochStore {

  Future<String> current();

  Future<Void> begin(String epoch);
}
