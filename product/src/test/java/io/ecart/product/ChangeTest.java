package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Instant THEN = Instant.parse("2026-01-31T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-02-01T09:00:00Z");
  private static final Details LAMP =
      new Details(
          "Lamp",
          "",
          "Lights",
          new Money(199, "EUR"),
          ProductStatus.ACTIVE,
          null,
          Map.of(),
          Map.of(),
          List.of());
  private static final Product FIRST = Product.first("A-1", LAMP, THEN);

  @Test
  void aNewProductIsCreated() {
    assertEquals(List.of("product.created"), names(new Change(null, FIRST)));
  }

  @Test
  void anotherPriceIsToldByItself() {
    assertEquals(List.of("product.price-changed"), names(to(LAMP.at(new Money(99, "EUR")))));
  }

  @Test
  void anotherCurrencyIsAnotherPrice() {
    Event event = to(LAMP.at(new Money(199, "GBP"))).events().get(0);

    assertEquals("product.price-changed", event.name());
    assertEquals("EUR", event.data().getJsonObject("previousPrice").getString("currency"));
  }

  @Test
  void archivingIsToldLast() {
    Details cheaper = LAMP.at(new Money(99, "EUR"));

    assertEquals(
        List.of("product.price-changed", "product.archived"),
        names(to(cheaper.with(ProductStatus.ARCHIVED))));
  }

  @Test
  void comingBackIsAnUpdate() {
    Product archived = FIRST.changed(LAMP.with(ProductStatus.ARCHIVED), NOW);

    assertEquals(
        List.of("product.updated"), names(new Change(archived, archived.changed(LAMP, NOW))));
  }

  @Test
  void aDraftThatGoesOnSaleIsAnUpdate() {
    assertEquals(List.of("product.updated"), names(to(LAMP.with(ProductStatus.DRAFT))));
  }

  @Test
  void theSameDetailsChangeNothing() {
    assertTrue(to(LAMP).isEmpty());
    assertEquals(1, to(LAMP).after().version());
  }

  @Test
  void everyEventCarriesTheProductAfterTheChange() {
    Event event = to(LAMP.with(ProductStatus.ARCHIVED)).events().get(0);

    assertEquals("A-1", event.subject());
    assertEquals(NOW, event.time());
    assertEquals(2, event.data().getJsonObject("product").getLong("version"));
  }

  @Test
  void aClockThatGoesBackDoesNotMakeAProductYounger() {
    Product changed = FIRST.changed(LAMP.with(ProductStatus.DRAFT), THEN.minusSeconds(60));

    assertEquals(THEN, changed.updatedAt());
  }

  private static Change to(Details details) {
    return new Change(FIRST, FIRST.changed(details, NOW));
  }

  private static List<String> names(Change change) {
    return change.events().stream().map(Event::name).toList();
  }
}
