package io.ecart.inventory;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/** Changes of stock on their way to whoever watches, at whatever instance. */
public interface StockFeed {

  /**
   * Some changes.
   *
   * @param position where the next page begins
   * @param changes each {@code {sku, available, status, version}}
   */
  record Page(String position, List<JsonObject> changes) {}

  /** Tells watchers; what cannot be told now is not told later. */
  void changed(Collection<Stock> stocks);

  /** Where the feed stands now. */
  Future<String> position();

  /** What came behind a position; fails while the feed cannot be read. */
  Future<Page> after(String position);
}
