package io.ecart.cart;

import io.ecart.cart.ItemChange.Mode;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers do with their carts. */
public final class Carts {

  /**
   * A changed cart as the customer sees it.
   *
   * @param cart as it is now
   * @param isNewLine whether the change made a new line
   */
  public record Changed(PricedCart cart, boolean isNewLine) {}

  private final CartStore store;
  private final Catalogue catalogue;
  private final String currency;

  /**
   * @param currency the shop's own: what the subtotal of an empty cart is said in
   */
  public Carts(CartStore store, Catalogue catalogue, String currency) {
    this.store = store;
    this.catalogue = catalogue;
    this.currency = currency;
  }

  /** A new cart; a run of the same request that died half-way has made it already. */
  public Future<PricedCart> create(Visit visit) {
    Once once = visit.once();
    Future<Cart> cart =
        once.hasHappened() ? store.read(visit.at(once.effect())) : store.create(visit);
    return cart.compose(this::priced);
  }

  public Future<PricedCart> current(Visit visit) {
    return store.current(visit).compose(this::priced);
  }

  public Future<PricedCart> read(Visit visit) {
    return store.read(visit).compose(this::priced);
  }

  /**
   * Adds to a line or sets it.
   *
   * @return fails with {@code invalid_request} for a sku that is not sold, and with {@code
   *     unavailable} when that cannot be found out
   */
  public Future<Changed> put(Visit visit, String sku, Mode mode, long quantity) {
    if (visit.once().hasHappened()) {
      return read(visit).map(cart -> new Changed(cart, false));
    }
    return offer(sku)
        .compose(offer -> store.put(visit, new ItemChange(sku, mode, quantity, offer)))
        .compose(changed -> priced(changed.cart(), changed.isNewLine()));
  }

  /** Removes a line; one that is not there is removed already. */
  public Future<PricedCart> remove(Visit visit, String sku) {
    return store
        .put(visit, new ItemChange(sku, Mode.SET, 0, null))
        .compose(changed -> priced(changed.cart()));
  }

  public Future<Void> delete(Visit visit) {
    return store.delete(visit);
  }

  /** Moves what is in a guest cart into this one; the guest cart is gone then. */
  public Future<PricedCart> merge(Visit visit, String from) {
    if (from.equals(visit.cartId())) {
      throw Problem.invalid("/from", "choice", "A cart cannot be merged into itself");
    }
    Future<Cart> merged = visit.once().hasHappened() ? store.read(visit) : store.merge(visit, from);
    return merged.compose(this::priced);
  }

  /** The next look at these goods is to be at how they are then. */
  void forget(Cart cart) {
    cart.items().forEach(item -> catalogue.forget(item.sku()));
  }

  /** What the catalogue offers under a sku; null when it cannot be asked. */
  private Future<@Nullable Offer> offer(String sku) {
    return catalogue
        .find(List.of(sku))
        .map(
            found -> {
              Listing listing = found.get(sku);
              if (listing == null || !listing.sold()) {
                throw Problem.invalid("/sku", "unknown", "There is no product " + sku + " on sale");
              }
              return listing.offer();
            })
        .recover(Carts::withoutCatalogue);
  }

  private static Future<@Nullable Offer> withoutCatalogue(Throwable failure) {
    boolean away = failure instanceof Problem problem && problem.code() == ProblemCode.UNAVAILABLE;
    return away ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  private Future<PricedCart> priced(Cart cart) {
    if (cart.items().isEmpty()) {
      return Future.succeededFuture(PricedCart.remembered(cart, currency));
    }
    return catalogue
        .glance(cart.items().stream().map(CartItem::sku).toList())
        .map(listings -> PricedCart.of(cart, listings, currency))
        .otherwise(away -> PricedCart.remembered(cart, currency));
  }

  private Future<Changed> priced(Cart cart, boolean isNewLine) {
    return priced(cart).map(shown -> new Changed(shown, isNewLine));
  }
}
