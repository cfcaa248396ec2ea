package io.ecart.inventory.redis;

import io.ecart.inventory.Count;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockFeed;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed as a Redis stream of bounded length; one entry holds the changes of one sweep. */
public final class RedisStockFeed implements StockFeed {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStockFeed.class);
  private static final String KEY = "stock:feed";
  private static final String FIELD = "changes";
  private static final int KEPT = 1_000;
  private static final int PAGE = 50;
  private static final int STOCKS_PER_ENTRY = 500;

  private final RedisLink redis;

  public RedisStockFeed(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  public void changed(Collection<Stock> stocks) {
    JsonArray entry = new JsonArray();
    for (Stock stock : stocks) {
      entry.add(Count.of(stock).toNews(stock.sku()));
      if (entry.size() == STOCKS_PER_ENTRY) {
        append(entry);
        entry = new JsonArray();
      }
    }
    append(entry);
  }

  private void append(JsonArray entry) {
    if (entry.isEmpty() || !redis.isConnected()) {
      return;
    }
    Request request =
        Request.cmd(Command.XADD)
            .arg(KEY)
            .arg("MAXLEN")
            .arg("~")
            .arg(KEPT)
            .arg("*")
            .arg(FIELD)
            .arg(entry.encode());
    redis.send(request).onFailure(e -> LOG.debug("Watchers miss a change: {}", e.toString()));
  }

  @Override
  public Future<String> position() {
    Request last = Request.cmd(Command.XREVRANGE).arg(KEY).arg("+").arg("-").arg("COUNT").arg(1);
    return redis
        .send(last)
        .map(found -> found == null || found.size() == 0 ? "0-0" : found.get(0).get(0).toString());
  }

  @Override
  public Future<Page> after(String position) {
    Request behind =
        Request.cmd(Command.XRANGE).arg(KEY).arg("(" + position).arg("+").arg("COUNT").arg(PAGE);
    return redis.send(behind).map(entries -> page(position, entries));
  }

  private static Page page(String position, @Nullable Response entries) {
    List<JsonObject> changes = new ArrayList<>();
    String last = position;
    for (int i = 0; entries != null && i < entries.size(); i++) {
      Response entry = entries.get(i);
      last = entry.get(0).toString();
      new JsonArray(entry.get(1).get(1).toString())
          .forEach(change -> changes.add((JsonObject) change));
    }
    return new Page(last, changes);
  }
}
