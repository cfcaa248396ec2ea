package io.ecart.inventory;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All levels of one sku, and the one rule by which several locations sell together: what may be
 * promised is the sum over active locations, less the safety stock, plus the backorder limit; it is
 * taken from the locations in order of priority, and what no location has becomes a debt of the
 * first. So whatever is available in total can be reserved, and the other way round.
 */
public final class Stock {
  private static final Comparator<Level> ORDER =
      Comparator.comparingInt(Level::priority).thenComparing(Level::location);

  private final String sku;
  private final List<Level> levels = new ArrayList<>(1);

  public Stock(String sku) {
    this.sku = sku;
  }

  public Stock add(Level level) {
    levels.add(level);
    if (levels.size() > 1) {
      levels.sort(ORDER);
    }
    return this;
  }

  void remove(String location) {
    levels.removeIf(level -> level.location().equals(location));
  }

  public String sku() {
    return sku;
  }

  /** In order of priority, inactive ones included. */
  public List<Level> levels() {
    return levels;
  }

  public @Nullable Level at(String location) {
    for (Level level : levels) {
      if (level.location().equals(location)) {
        return level;
      }
    }
    return null;
  }

  /**
   * The policy of the sku. A level that owed more than a new policy allows was left a limit that it
   * keeps to, so the policy's own is the lowest of them; at least one level has it, as together
   * they owed no more than that.
   */
  public Limits limits() {
    Limits lowest = levels.isEmpty() ? Limits.NONE : levels.get(0).limits();
    for (Level level : levels) {
      lowest = level.limits().backorder() < lowest.backorder() ? level.limits() : lowest;
    }
    return lowest;
  }

  /** Whether more is owed than a policy allows, all levels taken together. */
  public boolean owesTooMuch(Limits policy) {
    return free() < -policy.backorder();
  }

  /** How many units may still be promised; negative when too many are. */
  public long room() {
    boolean sells = false;
    for (Level level : levels) {
      sells |= level.active();
    }
    Limits limits = limits();
    return sells ? free() - limits.safety() + limits.backorder() : Math.min(free(), 0);
  }

  /** Grows with every change of any level. */
  public long version() {
    long version = 0;
    for (Level level : levels) {
      version += level.version();
    }
    return version;
  }

  public StockStatus status() {
    return StockStatus.of(room(), limits());
  }

  /** Units to be sold: none while only safety stock is left, negative while some are owed. */
  public long available() {
    long free = free();
    return Math.max(free - limits().safety(), Math.min(free, 0));
  }

  /** Where {@code quantity} units come from; there must be room for them. */
  List<Allocation> allocate(long quantity) {
    List<Allocation> taken = new ArrayList<>(1);
    long left = quantity;
    Level first = null;
    for (Level level : levels) {
      if (left > 0 && level.active()) {
        first = first == null ? level : first;
        long units = Math.min(left, Math.max(0, level.free()));
        left -= units;
        if (units > 0) {
          taken.add(new Allocation(level.location(), units));
        }
      }
    }
    if (left > 0 && first != null) {
      owe(taken, first.location(), left);
    }
    return taken;
  }

  /** Puts what is owed first, together with what the first location gives anyway. */
  private static void owe(List<Allocation> taken, String first, long units) {
    boolean gives = !taken.isEmpty() && taken.get(0).location().equals(first);
    long given = gives ? taken.remove(0).quantity() : 0;
    taken.add(0, new Allocation(first, given + units));
  }

  /**
   * Where units come from that left the house although {@code location} does not have them: in
   * order of priority, first what is free at places that sell, then whatever else can be sold and
   * is on hand, as far as its place may owe it.
   *
   * @return together less than {@code quantity} when there is not enough
   */
  List<Allocation> elsewhere(String location, long quantity) {
    Map<Level, Long> taken = new LinkedHashMap<>();
    long left = take(taken, location, quantity, level -> level.active() ? level.free() : 0);
    take(taken, location, left, Level::onHandForSale);
    List<Allocation> found = new ArrayList<>();
    taken.forEach((level, units) -> found.add(new Allocation(level.location(), units)));
    return found;
  }

  /** Gives what is still missing. */
  private long take(
      Map<Level, Long> taken, String butFrom, long quantity, ToLongFunction<Level> there) {
    long left = quantity;
    for (Level level : levels) {
      long units = Math.min(left, there.applyAsLong(level) - taken.getOrDefault(level, 0L));
      if (units > 0 && !level.location().equals(butFrom)) {
        taken.merge(level, units, Long::sum);
        left -= units;
      }
    }
    return left;
  }

  /** The whole truth, for staff and for {@code stock.changed}. */
  public JsonObject toJson() {
    Deltas sum = sum();
    long available = available();
    JsonArray locations = new JsonArray();
    levels.forEach(level -> locations.add(level.toJson()));
    return new JsonObject()
        .put("sku", sku)
        .put("onHand", sum.onHand())
        .put("reserved", sum.reserved())
        .put("allocated", sum.allocated())
        .put("unavailable", sum.onHand() - sum.reserved() - sum.allocated() - available)
        .put("available", available)
        .put("incoming", sum.incoming())
        .put("version", version())
        .put("status", status().wire())
        .put("locations", locations);
  }

  private Deltas sum() {
    Deltas sum = Deltas.NONE;
    for (Level level : levels) {
      sum = sum.plus(level.units());
    }
    return sum;
  }

  /** Units without a claim on them; an inactive place has none to give, but may owe some. */
  long free() {
    long free = 0;
    for (Level level : levels) {
      free += level.active() ? level.free() : Math.min(level.free(), 0);
    }
    return free;
  }
}
