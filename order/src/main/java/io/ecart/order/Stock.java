package io.ecart.order;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The goods, as the inventory service keeps them. */
public interface Stock {

  /**
   * What is to be held.
   *
   * @param id of the hold, chosen here so that the request may be repeated
   * @param reference {@code order/<id>}: the hold ends with its time only if that id never came to
   *     be, see {@link OrderStore#existing}
   * @param skuToQuantity units, each at least 1
   */
  record Hold(UUID id, String reference, Map<String, Integer> skuToQuantity) {}

  /**
   * Holds all or nothing, durably.
   *
   * @return where each sku is taken from; fails with {@code insufficient_stock}, whose errors have
   *     the members {@code sku}, {@code requested} and {@code available}; with {@code unavailable}
   *     when inventory cannot be asked, in which case the hold may or may not be there
   */
  Future<Map<String, List<Allocation>>> hold(Hold hold);

  /**
   * How many undamaged units lie in the shop's locations, whoever they are promised to.
   *
   * @return units of each of the skus, 0 of one that inventory does not know; fails with {@code
   *     unavailable} when inventory cannot be asked
   */
  Future<Map<String, Long>> onHand(Set<String> skus);

  /**
   * The codes of all places that goods can lie in, closed ones too.
   *
   * @return fails with {@code unavailable} when inventory cannot be asked, or has more of them than
   *     can be looked through
   */
  Future<Set<String>> locations();

  /** Gives a hold up, soon; one that cannot be given up now ends with its time. */
  void release(UUID holdId);
}
