package io.ecart.local.replay;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts how often each of a few values was seen. */
final class Tally<T> {
  private final Map<T, Long> counts = new LinkedHashMap<>();

  void add(T value) {
    add(value, 1);
  }

  void add(T value, long times) {
    counts.merge(value, times, Long::sum);
  }

  long sum() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long of(T value) {
    return counts.getOrDefault(value, 0L);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The most frequent value; of equally frequent ones the one that was seen first. */
  Optional<T> mode() {
    return counts.entrySet().stream()
        .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
        .map(Map.Entry::getKey);
  }

  /** The counts, largest first. */
  Map<String, Long> sorted() {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(each -> sorted.put(each.getKey().toString(), each.getValue()));
    return sorted;
  }
}
