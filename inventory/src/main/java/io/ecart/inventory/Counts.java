package io.ecart.inventory;

import io.vertx.core.Future;
import java.util.Optional;

/** What may be sold, read often and cheaply. */
@FunctionalInterface
public interface Counts {

  /** The count of a sku as of now; empty for a sku that was never in stock. */
  Future<Optional<Count>> of(String sku);
}
