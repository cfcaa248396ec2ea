package io.ecart.cart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cart as it is stored.
 *
 * @param id unguessable: who knows a guest cart's id may use it
 * @param owner the customer's subject; empty for a guest cart
 * @param version grows with every change of the lines
 * @param expiresAt when it goes, unless it is used before
 * @param currency of all its lines; empty while it has none
 * @param items in the order in which they were added
 * @param checkout the checkout that is open; empty for none
 * @param nextCheckout the number of the next one
 */
public record Cart(
    String id,
    String owner,
    long version,
    Instant expiresAt,
    String currency,
    List<CartItem> items,
    Optional<OpenCheckout> checkout,
    long nextCheckout) {

  public Cart {
    items = List.copyOf(items);
  }
}
