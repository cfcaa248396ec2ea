package io.ecart.testkit.servers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest so many of what came in; older ones are forgotten. Safe for any number of threads. */
final class Newest<T> {
  private final int limit;
  private final Deque<T> items = new ArrayDeque<>();
  private long total;

  Newest(int limit) {
    this.limit = limit;
  }

  synchronized void add(T item) {
    if (items.size() == limit) {
      items.removeFirst();
    }
    items.addLast(item);
    total++;
  }

  /** What is remembered, the oldest first. */
  synchronized List<T> all() {
    return List.copyOf(items);
  }

  /** How many came in, the forgotten ones included. */
  synchronized long total() {
    return total;
  }

  synchronized void clear() {
    items.clear();
    total = 0;
  }
}
