package io.ecart.notification;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows maps and lists only: no reflection. Counts the steps of filling in a template, because
 * lists in lists multiply and may do so without writing anything. Steps rather than time: what is
 * too much is so on every machine. Used from one event loop only, for one template at a time.
 */
final class PlainCollector extends BasicCollector {
  /** Many times what a mail with all its lines takes, and some hundredths of a second. */
  private static final int MOST_STEPS = 100_000;

  private int steps;

  /** Begins to count anew. */
  void begin() {
    steps = 0;
  }

  /**
   * @throws MustacheException when it is one too many
   */
  void step() {
    steps++;
    if (steps > MOST_STEPS) {
      throw new MustacheException("It takes more than " + MOST_STEPS + " steps to fill in");
    }
  }

  @Override
  public @Nullable Iterator<?> toIterator(Object value) {
    step();
    Iterator<?> items = super.toIterator(value);
    return items == null ? null : new Counted(items);
  }

  /** The library wraps what a fetcher throws, so this only counts; others will notice. */
  @Override
  public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
    Mustache.VariableFetcher fetcher = super.createFetcher(context, name);
    return fetcher == null
        ? null
        : (of, what) -> {
          steps++;
          return fetcher.get(of, what);
        };
  }

  @Override
  public <K, V> Map<K, V> createFetcherCache() {
    return new HashMap<>();
  }

  private final class Counted implements Iterator<Object> {
    private final Iterator<?> items;

    Counted(Iterator<?> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Object next() {
      step();
      return items.next();
    }
  }
}
