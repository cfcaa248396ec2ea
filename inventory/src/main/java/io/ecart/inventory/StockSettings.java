package io.ecart.inventory;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Locations and policies; a change of either counts from the moment it is committed. */
public interface StockSettings {

  Future<List<Location>> locations(@Nullable String afterCode, int limit);

  Future<Optional<Location>> location(String code);

  /** A new location; fails with {@code illegal_state} when the code is taken. */
  Future<Reply> addLocation(
      Location location, @Nullable IdempotencyKey key, Function<Location, Reply> answer);

  /**
   * Changes a location.
   *
   * @param version the version that is changed; -1 for any
   * @param change makes the new one of the present one
   */
  Future<Location> changeLocation(String code, long version, Function<Location, Location> change);

  Future<Optional<Policy>> policy(String sku);

  /**
   * Sets the policy of a sku, known or not.
   *
   * @param version the version that is replaced; -1 for any; null when the caller knows of none
   */
  Future<Policy> setPolicy(Policy policy, @Nullable Long version);
}
