package io.ecart.inventory.http;

import io.ecart.inventory.StockSettings;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses documents that name locations which do not exist. */
record KnownLocations(StockSettings settings) {

  /**
   * @param fieldToCode the member that names each location
   */
  Future<Void> require(Map<String, String> fieldToCode) {
    List<Future<Optional<FieldError>>> faults = new ArrayList<>();
    fieldToCode.forEach((field, code) -> faults.add(fault(field, code)));
    return Future.all(faults)
        .map(
            looked -> {
              List<FieldError> found =
                  faults.stream().map(Future::result).flatMap(Optional::stream).toList();
              if (!found.isEmpty()) {
                throw Problem.invalid(found);
              }
              return null;
            });
  }

  private Future<Optional<FieldError>> fault(String field, String code) {
    FieldError unknown = new FieldError("/" + field, "unknown", "There is no location " + code);
    return settings
        .location(code)
        .map(found -> found.isPresent() ? Optional.empty() : Optional.of(unknown));
  }
}
