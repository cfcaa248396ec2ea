package io.ecart.product;

import java.util.List;

/**
 * What a use case decided once it saw what is there.
 *
 * @param changes to be written and told, in this order; one product may change more than once
 * @param result what the caller gets when they are durable
 */
public record Decision<T>(List<Change> changes, T result) {

  static Decision<Product> of(Change change) {
    return new Decision<>(change.isEmpty() ? List.of() : List.of(change), change.after());
  }
}
