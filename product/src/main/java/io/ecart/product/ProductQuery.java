package io.ecart.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the catalogue.
 *
 * @param filter which products
 * @param sort in which order
 * @param after the last product of the page before; null for the first page
 * @param limit products at most
 */
public record ProductQuery(Filter filter, ProductSort sort, @Nullable After after, int limit) {

  /**
   * Which products; a null or empty member asks for nothing.
   *
   * @param text words, as a person types them
   * @param category its exact name
   * @param groupId the variants of one article
   * @param status null for any
   * @param minPrice minor units, of whichever currency
   * @param maxPrice minor units, of whichever currency
   * @param inStock true: known to be in stock; false: all others
   * @param skus only these
   */
  public record Filter(
      @Nullable String text,
      @Nullable String category,
      @Nullable String groupId,
      @Nullable ProductStatus status,
      @Nullable Long minPrice,
      @Nullable Long maxPrice,
      @Nullable Boolean inStock,
      List<String> skus) {

    /** Everything there is. */
    public static final Filter ALL =
        new Filter(null, null, null, null, null, null, null, List.of());
  }

  /**
   * A place in the order.
   *
   * @param key what the list is ordered by: a text, a {@code Long}, or an {@code Instant}
   * @param sku the product itself
   */
  public record After(Object key, String sku) {}
}
