package io.ecart.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Small worlds for tests without a database. */
final class Fixtures {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  static final Cause CAUSE = new Cause("order/1", null, "test", null, null);

  private Fixtures() {}

  static Level level(String sku, String location, int priority, long onHand) {
    return level(sku, location, priority, onHand, Limits.NONE);
  }

  static Level level(String sku, String location, int priority, long onHand, Limits limits) {
    return new Level(new Place(sku, location), priority, true, limits, Deltas.onHand(onHand), 1);
  }

  /** Of sku A. */
  static Level level(String location, int priority, Deltas units, Limits limits) {
    return new Level(new Place("A", location), priority, true, limits, units, 1);
  }

  static Level closed(String sku, String location, int priority, long onHand) {
    return new Level(
        new Place(sku, location), priority, false, Limits.NONE, Deltas.onHand(onHand), 1);
  }

  static Books books(Level... levels) {
    Books books = new Books();
    for (Level level : levels) {
      books.locked(level);
    }
    return books;
  }

  static Reserve wish(Object... skusAndQuantities) {
    return wish(CAUSE, skusAndQuantities);
  }

  static Reserve wish(Cause cause, Object... skusAndQuantities) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < skusAndQuantities.length; i += 2) {
      lines.add(
          new Line(
              (String) skusAndQuantities[i], (Integer) skusAndQuantities[i + 1], lines.size()));
    }
    return Reserve.of(null, lines, NOW, 900, cause);
  }
}
