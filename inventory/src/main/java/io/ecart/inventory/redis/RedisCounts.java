package io.ecart.inventory.redis;

import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Count;
import io.ecart.inventory.Counts;
import io.ecart.inventory.EpochStore;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockReader;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counts in Redis. They hold committed stock only: each commit tells the counts that it changed
 * with their versions, and a count gives way only to a newer one, so in whatever order the news
 * comes, the newest stays. Nothing is ever taken from a count before it is committed, hence nothing
 * has to be given back. Reads that arrive together are one command; what Redis does not know comes
 * from Postgres and is told to Redis.
 */
public final class RedisCounts implements Counts, CommittedStock, CountEpoch.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(RedisCounts.class);
  private static final NaturalBatcher.Bounds READS = new NaturalBatcher.Bounds(256, 2, 20_000);
  private static final int REFILL_PAGE = 500;
  private static final int TELL_PAGE = 500;
  private static final int OTHER_EPOCH = -1;

  private final RedisLink redis;
  private final StockReader truth;
  private final CountEpoch epoch;
  private final UntoldCounts untold = new UntoldCounts();
  private final RedisScript tell = RedisScript.resource(RedisCounts.class, "tell.lua");
  private final NaturalBatcher<String, Optional<Count>> reads;

  public RedisCounts(RedisLink redis, StockReader truth, EpochStore epochs, MeterRegistry metrics) {
    this.redis = redis;
    this.truth = truth;
    this.epoch = new CountEpoch(redis, epochs, this);
    this.reads = new NaturalBatcher<>("count", READS, metrics, this::readAll);
    redis.onConnect(this::connected);
    metrics.gauge("stock.counts.trusted", this, counts -> counts.epoch() == null ? 0 : 1);
  }

  private void connected() {
    epoch.invalidate();
    settle();
  }

  /** To be called every second: notices what no command of this instance's own has noticed. */
  public Future<Void> check() {
    return epoch.check(!untold.isEmpty());
  }

  private void settle() {
    check().onFailure(e -> LOG.warn("Hot counts are not trusted yet: {}", e.toString()));
  }

  /** The filling to be named in scripts; null while the counts cannot be trusted. */
  @Nullable String epoch() {
    return redis.isConnected() ? epoch.trusted() : null;
  }

  /** A script answered that its filling is not the one in Redis. */
  void otherEpoch(String mine) {
    if (mine.equals(epoch())) {
      epoch.doubt();
    }
    settle();
  }

  @Override
  public void trusted() {
    tell(untold.take());
  }

  @Override
  public void begun() {
    refill("", epoch());
  }

  @Override
  public void committed(Collection<Stock> stocks) {
    Map<String, Count> counts = new HashMap<>();
    stocks.forEach(stock -> counts.put(stock.sku(), Count.of(stock)));
    tell(counts);
  }

  @Override
  public void everything() {
    epoch.invalidate();
    settle();
  }

  private void tell(Map<String, Count> counts) {
    String current = epoch();
    if (current == null) {
      keep(counts);
    } else if (counts.size() <= TELL_PAGE) {
      send(counts, current);
    } else {
      Map<String, Count> page = new HashMap<>();
      counts.forEach(
          (sku, count) -> {
            page.put(sku, count);
            if (page.size() == TELL_PAGE) {
              send(Map.copyOf(page), current);
              page.clear();
            }
          });
      send(page, current);
    }
  }

  private void keep(Map<String, Count> counts) {
    if (!untold.keep(counts)) {
      epoch.invalidate();
    }
  }

  private void send(Map<String, Count> counts, String current) {
    if (counts.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>(counts.size() + 1);
    List<String> arguments = new ArrayList<>(counts.size() + 1);
    keys.add(CountFormat.EPOCH_KEY);
    arguments.add(current);
    counts.forEach(
        (sku, count) -> {
          keys.add(CountFormat.key(sku));
          arguments.add(CountFormat.write(count));
        });
    tell.run(redis, keys, arguments)
        .onSuccess(
            answer -> {
              if (answer == null || answer.toInteger() == OTHER_EPOCH) {
                keep(counts);
                otherEpoch(current);
              }
            })
        .onFailure(failure -> lost(counts, current, failure));
  }

  /** Nobody knows whether Redis took it. */
  private void lost(Map<String, Count> counts, String current, Throwable why) {
    LOG.info("Commits could not be told to Redis: {}", why.toString());
    keep(counts);
    if (current.equals(epoch())) {
      epoch.invalidate();
    }
  }

  @Override
  public Future<Optional<Count>> of(String sku) {
    return reads.submit(sku);
  }

  private Future<List<Future<Optional<Count>>>> readAll(List<String> skus) {
    Set<String> distinct = new LinkedHashSet<>(skus);
    return read(distinct)
        .map(
            counts -> {
              List<Future<Optional<Count>>> outcomes = new ArrayList<>(skus.size());
              skus.forEach(sku -> outcomes.add(Future.succeededFuture(known(counts.get(sku)))));
              return outcomes;
            });
  }

  private static Optional<Count> known(@Nullable Count count) {
    return count == null || count.version() == 0 ? Optional.empty() : Optional.of(count);
  }

  private Future<Map<String, Count>> read(Set<String> skus) {
    String current = epoch();
    if (current == null) {
      return fromTruth(skus);
    }
    Request request = Request.cmd(Command.MGET).arg(CountFormat.EPOCH_KEY);
    skus.forEach(sku -> request.arg(CountFormat.key(sku)));
    return redis
        .send(request)
        .map(answer -> parse(skus, answer, current))
        .otherwise(failure -> new HashMap<>())
        .compose(counts -> complete(skus, counts, current));
  }

  private Map<String, Count> parse(Set<String> skus, @Nullable Response answer, String current) {
    Map<String, Count> counts = new HashMap<>(skus.size() * 2);
    if (answer == null || !CountEpoch.isSame(answer.get(0), current)) {
      otherEpoch(current);
      return counts;
    }
    int i = 1;
    for (String sku : skus) {
      Response stored = answer.get(i++);
      Count count = CountFormat.read(stored == null ? null : stored.toBytes(), current);
      if (count != null) {
        counts.put(sku, count);
      }
    }
    return counts;
  }

  private Future<Map<String, Count>> complete(
      Set<String> skus, Map<String, Count> counts, String current) {
    if (counts.size() == skus.size()) {
      return Future.succeededFuture(counts);
    }
    Set<String> unknown = new LinkedHashSet<>(skus);
    unknown.removeAll(counts.keySet());
    return fromTruth(unknown)
        .map(
            read -> {
              fill(read, current);
              counts.putAll(read);
              return counts;
            });
  }

  private Future<Map<String, Count>> fromTruth(Set<String> skus) {
    return truth
        .stocks(skus)
        .map(
            stocks -> {
              Map<String, Count> counts = new HashMap<>();
              skus.forEach(sku -> counts.put(sku, Count.NOTHING));
              stocks.forEach((sku, stock) -> counts.put(sku, Count.of(stock)));
              return counts;
            });
  }

  /** Only under the filling that was current before the read, or the read may be too old for it. */
  private void fill(Map<String, Count> read, String current) {
    if (current.equals(epoch())) {
      tell(read);
    }
  }

  /** Fills in what is there, page by page, so that the gate works again for all of it. */
  private void refill(String after, @Nullable String current) {
    if (current == null || !current.equals(epoch())) {
      return;
    }
    truth
        .stocksAfter(after, REFILL_PAGE)
        .onSuccess(page -> refillWith(page, current))
        .onFailure(e -> LOG.warn("Hot counts are filled on demand only: {}", e.toString()));
  }

  private void refillWith(List<Stock> page, String current) {
    Map<String, Count> counts = new HashMap<>();
    page.forEach(stock -> counts.put(stock.sku(), Count.of(stock)));
    fill(counts, current);
    if (!page.isEmpty()) {
      refill(page.get(page.size() - 1).sku(), current);
    }
  }
}
