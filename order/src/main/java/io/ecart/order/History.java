package io.ecart.order;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where something is known about what happened in the course of an order. */
@FunctionalInterface
public interface History {

  /**
   * What a source tells.
   *
   * @param items as the source tells them
   * @param whole whether there is nothing more than these
   */
  record Told(List<JsonObject> items, boolean whole) {

    /** The same in another shape. */
    Told as(UnaryOperator<JsonObject> shape) {
      return new Told(items.stream().map(shape).toList(), whole);
    }
  }

  /**
   * @param references the order's id, and where the source knows them those of the changes for
   *     which goods were held
   * @return what happened, up to some thousand items; fails when the source cannot be asked
   */
  Future<Told> of(List<UUID> references);
}
