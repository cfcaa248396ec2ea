package io.ecart.product;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Somewhere availability can be asked for. */
@FunctionalInterface
public interface StockSource {

  /**
   * @param skus at most 200
   * @return what is known, by sku; fails when the source cannot be asked
   */
  Future<Map<String, Availability>> ask(Collection<String> skus);
}
