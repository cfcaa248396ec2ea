package io.ecart.product;

import io.vertx.core.Future;
import java.util.List;

/** All products, looked at together. */
public interface Catalogue {

  Future<Page> list(ProductQuery query);

  /** The categories of active products after the given name, in order. */
  Future<List<Category>> categories(String after, int limit);

  /** The names that any product has, in order, at most so many of each kind. */
  Future<Names> names(int limit);

  /**
   * The names that products use.
   *
   * @param attributes of attributes
   * @param options of options
   */
  record Names(List<String> attributes, List<String> options) {}
}
