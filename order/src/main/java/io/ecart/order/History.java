package io.ecart.order;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Where something is known about what happened in the course of an order. */
@FunctionalInterface
public interface History {

  /**
   * @param references the order's id, and where the source knows them those of the changes for
   *     which goods were held
   * @return what happened, as the source tells it; fails when it cannot be asked
   */
  Future<List<JsonObject>> of(List<UUID> references);
}
