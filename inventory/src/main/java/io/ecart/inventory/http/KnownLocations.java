package io.ecart.inventory.http;

import io.ecart.inventory.Location;
import io.ecart.inventory.Locations;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses documents that name locations which do not exist, or send goods to a closed one. */
record KnownLocations(Locations locations) {

  /**
   * @param fieldToCode the member that names each location
   * @param target the member that names where goods are to go; they may come from anywhere
   * @return fails with 422 for a location that does not exist, and 409 for a closed target
   */
  Future<Void> require(Map<String, String> fieldToCode, String target) {
    Map<String, Future<Optional<Location>>> found = new LinkedHashMap<>();
    fieldToCode.forEach((field, code) -> found.put(field, locations.find(code)));
    return Future.all(List.copyOf(found.values()))
        .map(
            looked -> {
              requireAll(fieldToCode, found);
              found.forEach(
                  (field, place) -> {
                    if (field.equals(target)) {
                      place.result().ifPresent(known -> requireOpen(known, field));
                    }
                  });
              return null;
            });
  }

  private static void requireAll(
      Map<String, String> fieldToCode, Map<String, Future<Optional<Location>>> found) {
    List<FieldError> faults = new ArrayList<>();
    found.forEach(
        (field, place) -> {
          if (place.result().isEmpty()) {
            String detail = "There is no location " + fieldToCode.get(field);
            faults.add(new FieldError("/" + field, "unknown", detail));
          }
        });
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  private static void requireOpen(Location place, String field) {
    if (!place.active()) {
      String detail = "Location " + place.code() + " is closed";
      throw Problem.of(
          ProblemCode.ILLEGAL_STATE,
          detail,
          List.of(new FieldError("/" + field, "closed", detail)));
    }
  }
}
