package io.ecart.inventory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What did not exist and was made because a change may want it. What no movement is about was made
 * in vain: nobody is to see it.
 */
public record Made(Set<Place> places, Set<String> skus) {

  static Made nothing() {
    return new Made(new LinkedHashSet<>(0), new LinkedHashSet<>(0));
  }

  /** A level that did not exist. */
  public void add(Place place) {
    places.add(place);
  }

  /** A sku that did not exist. */
  public void add(String sku) {
    skus.add(sku);
  }

  Made without(Collection<Movement> movements) {
    Made rest = new Made(new LinkedHashSet<>(places), new LinkedHashSet<>(skus));
    if (!places.isEmpty() || !skus.isEmpty()) {
      for (Movement movement : movements) {
        rest.places.remove(movement.place());
        rest.skus.remove(movement.place().sku());
      }
    }
    return rest;
  }
}
