package io.ecart.order;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stock without end, unless a test says otherwise. */
final class FakeStock implements Stock {
  final List<Hold> holds = new ArrayList<>();
  final List<UUID> released = new ArrayList<>();
  private @Nullable Throwable failure;
  private int missing;

  void failWith(Throwable cause) {
    failure = cause;
  }

  /** From now on every hold has that many units too few, as no inventory may give them. */
  void giveTooFew(int units) {
    missing = units;
  }

  @Override
  public Future<Map<String, List<Allocation>>> hold(Hold hold) {
    holds.add(hold);
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Map<String, List<Allocation>> allocations = new HashMap<>();
    hold.skuToQuantity()
        .forEach(
            (sku, quantity) ->
                allocations.put(sku, List.of(new Allocation("main", quantity - missing))));
    return Future.succeededFuture(allocations);
  }

  @Override
  public Future<Map<String, Long>> onHand(Set<String> skus) {
    return Future.succeededFuture(Map.of());
  }

  @Override
  public Future<Set<String>> locations() {
    return Future.succeededFuture(Set.of("main", "back"));
  }

  @Override
  public void release(UUID holdId) {
    released.add(holdId);
  }
}
