package io.ecart.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The last few thousand ids, the oldest forgotten first. */
final class RecentIds {
  private static final int KEPT = 50_000;

  private final Set<UUID> ids = new HashSet<>();
  private final Deque<UUID> order = new ArrayDeque<>();

  void add(UUID id) {
    if (ids.add(id)) {
      order.add(id);
      if (order.size() > KEPT) {
        ids.remove(order.remove());
      }
    }
  }

  boolean contains(UUID id) {
    return ids.contains(id);
  }
}
