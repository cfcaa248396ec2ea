package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.ContractChecker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told, and the examples of it, keep to the schemas. */
class EventSchemasTest {
  private static final Path FOLDER = Path.of("api/events");

  @Test
  void examplesKeepToTheirSchemas() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> schemas = files.filter(file -> file.toString().endsWith(".schema.json")).toList();
      assertEquals(7, schemas.size());
      for (Path schema : schemas) {
        Path example = Path.of(schema.toString().replace(".schema.", ".example."));
        ContractChecker.requireValid(schema, new JsonObject(Files.readString(example)));
      }
    }
  }

  @Test
  void newsOfStockKeepToTheirSchemas() {
    JsonObject stock = new Stock("A").add(Fixtures.level("A", "main", 1, 3)).toJson();
    for (String name : List.of("stock.changed", "stock.low", "stock.out", "stock.replenished")) {
      require(name, StockEvents.ofStock(name, stock, Fixtures.NOW));
    }
  }

  @Test
  void newsOfReservationsKeepToTheirSchemas() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation hold = books.decide(Fixtures.wish("A", 1));
    require("reservation.expired", StockEvents.expired(hold, Fixtures.NOW));
    require("reservation.rejected", StockEvents.rejected("A", 1, 2, 0, Fixtures.NOW));
    Drift drift = new Drift(Drift.Source.HOLDS, new Place("A", "main"), "reserved", 1, 2);
    require("stock.drifted", DriftAudit.event(drift, Fixtures.NOW));
  }

  private static void require(String name, Event event) {
    assertEquals(7, UUID.fromString(event.id()).version());
    ContractChecker.requireValid(FOLDER.resolve(name + ".schema.json"), event.toJson());
  }
}
