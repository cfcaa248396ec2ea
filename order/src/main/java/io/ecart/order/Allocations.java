package io.ecart.order;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic on lists of allocations, whose order matters: units at the front leave first. */
final class Allocations {
  private Allocations() {}

  static int sum(List<Allocation> allocations) {
    return allocations.stream().mapToInt(Allocation::quantity).sum();
  }

  /** The first {@code units}. */
  static List<Allocation> first(List<Allocation> allocations, int units) {
    List<Allocation> taken = new ArrayList<>();
    int left = units;
    for (Allocation each : allocations) {
      int part = Math.min(left, each.quantity());
      if (part > 0) {
        taken.add(new Allocation(each.location(), part));
      }
      left -= part;
    }
    return taken;
  }

  /** What remains behind the first {@code units}. */
  static List<Allocation> after(List<Allocation> allocations, int units) {
    List<Allocation> rest = new ArrayList<>();
    int skipped = units;
    for (Allocation each : allocations) {
      int part = Math.min(skipped, each.quantity());
      if (part < each.quantity()) {
        rest.add(new Allocation(each.location(), each.quantity() - part));
      }
      skipped -= part;
    }
    return rest;
  }

  /** One list behind the other; neighbours of one location become one. */
  static List<Allocation> join(List<Allocation> one, List<Allocation> other) {
    List<Allocation> all = new ArrayList<>(one);
    for (Allocation each : other) {
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).location().equals(each.location())) {
        int quantity = all.get(last).quantity() + each.quantity();
        all.set(last, new Allocation(each.location(), quantity));
      } else {
        all.add(each);
      }
    }
    return all;
  }
}
