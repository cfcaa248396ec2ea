package io.ecart.inventory;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How skus are sold and reordered; a change counts from the moment it is committed. */
public interface Policies {

  Future<Optional<Policy>> find(String sku);

  /**
   * Sets the policy of a sku, known or not.
   *
   * @param version the version that is replaced; -1 for any; null when the caller knows of none
   */
  Future<Policy> set(Policy policy, @Nullable Long version);
}
