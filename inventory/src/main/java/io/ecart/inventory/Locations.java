package io.ecart.inventory;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where goods lie; a change of a location counts from the moment it is committed. */
public interface Locations {

  /** In order of code, those behind {@code afterCode}; null begins with the first. */
  Future<List<Location>> list(@Nullable String afterCode, int limit);

  Future<Optional<Location>> find(String code);

  /** A new location; fails with {@code illegal_state} when the code is taken. */
  Future<Reply> add(
      Location location, @Nullable IdempotencyKey key, Function<Location, Reply> answer);

  /**
   * Changes a location.
   *
   * @param version the version that is changed; -1 for any
   * @param change makes the new one of the present one
   */
  Future<Location> change(String code, long version, Function<Location, Location> change);
}
