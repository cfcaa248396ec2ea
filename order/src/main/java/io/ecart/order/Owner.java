package io.ecart.order;

import io.ecart.runtime.auth.Caller;
import org.jspecify.annotations.Nullable;

/**
 * To whom an order belongs.
 *
 * @param customerId the customer's subject; null for a guest
 * @param accessKeyHash SHA-256 of a guest's access key as hex; null for customers
 */
public record Owner(@Nullable String customerId, @Nullable String accessKeyHash) {

  /** Whether the caller may see and change the order. */
  boolean admits(Caller caller) {
    return caller.mayActForOthers()
        || (!caller.isAnonymous() && caller.subject().equals(customerId));
  }

  /** Whether the caller may read the order, given the key sent along. */
  boolean admits(Caller caller, @Nullable String accessKey) {
    return admits(caller)
        || (accessKey != null
            && accessKeyHash != null
            && AccessKeys.matches(accessKey, accessKeyHash));
  }
}
