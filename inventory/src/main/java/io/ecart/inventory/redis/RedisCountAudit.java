package io.ecart.inventory.redis;

import io.ecart.inventory.Count;
import io.ecart.inventory.CountAudit;
import io.ecart.inventory.Drift;
import io.ecart.inventory.Drift.Source;
import io.ecart.inventory.Limits;
import io.ecart.inventory.Place;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockReader;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads all counts beside their levels. A count may be a commit behind for a moment; it is wrong
 * when a second later it still is no newer than what was there at first, and says something else.
 */
public final class RedisCountAudit implements CountAudit {
  private static final int PAGE = 500;
  private static final int LIMIT = 1_000;
  private static final long PATIENCE_MS = 1_000;

  private final Vertx vertx;
  private final RedisLink redis;
  private final RedisCounts counts;
  private final StockReader truth;

  public RedisCountAudit(Vertx vertx, RedisLink redis, RedisCounts counts, StockReader truth) {
    this.vertx = vertx;
    this.redis = redis;
    this.counts = counts;
    this.truth = truth;
  }

  @Override
  public Future<List<Drift>> counts() {
    Map<String, Count> suspects = new HashMap<>();
    return look("", suspects)
        .compose(
            done ->
                suspects.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : vertx.timer(PATIENCE_MS).compose(waited -> confirm(suspects)));
  }

  private Future<Void> look(String after, Map<String, Count> suspects) {
    return truth
        .stocksAfter(after, PAGE)
        .compose(
            page ->
                page.isEmpty() || suspects.size() >= LIMIT
                    ? Future.succeededFuture()
                    : suspect(page, suspects)
                        .compose(done -> look(page.get(page.size() - 1).sku(), suspects)));
  }

  private Future<Void> suspect(List<Stock> page, Map<String, Count> suspects) {
    Map<String, Count> expected = new HashMap<>();
    page.forEach(stock -> expected.put(stock.sku(), Count.of(stock)));
    return read(expected)
        .map(
            read -> {
              read.forEach(
                  (sku, count) -> {
                    if (!drift(sku, expected.get(sku), count).isEmpty()) {
                      suspects.put(sku, expected.get(sku));
                    }
                  });
              return null;
            });
  }

  private Future<List<Drift>> confirm(Map<String, Count> suspects) {
    return read(suspects)
        .map(
            read -> {
              List<Drift> drift = new ArrayList<>();
              read.forEach((sku, count) -> drift.addAll(drift(sku, suspects.get(sku), count)));
              return drift;
            });
  }

  /**
   * A newer count is none of the level's business: the level has moved on since it was read. An
   * older one that says the same lacks only changes that are not told to Redis.
   */
  private static List<Drift> drift(String sku, @Nullable Count expected, Count count) {
    if (expected == null || count.version() > expected.version()) {
      return List.of();
    }
    Limits limits = expected.limits();
    return Stream.of(
            drift(sku, "room", expected.room(), count.room()),
            drift(sku, "low", limits.low(), count.limits().low()),
            drift(sku, "backorder", limits.backorder(), count.limits().backorder()))
        .filter(each -> each.units() > 0)
        .toList();
  }

  private static Drift drift(String sku, String field, long expected, long actual) {
    return new Drift(Source.COUNTS, new Place(sku, "*"), field, expected, actual);
  }

  /** What Redis knows of these; what it does not know it cannot be wrong about. */
  private Future<Map<String, Count>> read(Map<String, Count> expected) {
    String epoch = counts.epoch();
    if (epoch == null) {
      return Future.succeededFuture(Map.of());
    }
    List<String> skus = List.copyOf(expected.keySet());
    Request request = Request.cmd(Command.MGET);
    skus.forEach(sku -> request.arg(CountFormat.key(sku)));
    return redis.send(request).map(answer -> parse(skus, answer, epoch)).otherwise(Map.of());
  }

  private static Map<String, Count> parse(
      List<String> skus, @Nullable Response answer, String epoch) {
    Map<String, Count> read = new HashMap<>();
    for (int i = 0; answer != null && i < skus.size(); i++) {
      Response stored = answer.get(i);
      Count count = CountFormat.read(stored == null ? null : stored.toBytes(), epoch);
      if (count != null) {
        read.put(skus.get(i), count);
      }
    }
    return read;
  }
}
