package io.ecart.inventory.redis;

import io.ecart.inventory.Gate;
import io.ecart.inventory.Line;
import io.ecart.inventory.Reserve;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate: wishes that arrive together are looked at in one script call, each with all its lines
 * or not at all. Without counts that can be trusted it stands open, and Postgres alone decides.
 */
public final class RedisGate implements Gate {
  private static final Logger LOG = LoggerFactory.getLogger(RedisGate.class);
  private static final NaturalBatcher.Bounds BOUNDS = new NaturalBatcher.Bounds(200, 2, 20_000);

  private final RedisLink redis;
  private final RedisCounts counts;
  private final RedisScript check = RedisScript.resource(RedisGate.class, "check.lua");
  private final NaturalBatcher<Reserve, List<FieldError>> batcher;
  private final Counter refused;

  public RedisGate(RedisLink redis, RedisCounts counts, MeterRegistry metrics) {
    this.redis = redis;
    this.counts = counts;
    this.batcher = new NaturalBatcher<>("gate", BOUNDS, metrics, this::checkAll);
    this.refused = metrics.counter("stock.gate.refused");
  }

  @Override
  public Future<List<FieldError>> shortLines(Reserve wish) {
    return counts.epoch() == null
        ? Future.succeededFuture(List.of())
        : batcher.submit(wish).otherwise(List.of());
  }

  /** Reading a count that Redis does not have fills it in, also for a sku that nobody stocks. */
  @Override
  public void refusedBehind(Reserve wish) {
    if (counts.epoch() != null) {
      wish.lines().forEach(line -> counts.of(line.sku()).onFailure(e -> LOG.debug("Not read", e)));
    }
  }

  private Future<List<Future<List<FieldError>>>> checkAll(List<Reserve> wishes) {
    String epoch = counts.epoch();
    if (epoch == null) {
      return Future.succeededFuture(outcomes(wishes, new long[0]));
    }
    Map<String, Integer> skuToPosition = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    keys.add(CountFormat.EPOCH_KEY);
    arguments.add(epoch);
    for (Reserve wish : wishes) {
      arguments.add(Integer.toString(wish.lines().size()));
      for (Line line : wish.lines()) {
        int position = skuToPosition.computeIfAbsent(line.sku(), sku -> add(keys, sku));
        arguments.add(Integer.toString(position));
        arguments.add(Long.toString(line.quantity()));
      }
    }
    return check
        .run(redis, keys, arguments)
        .map(answer -> outcomes(wishes, read(answer, epoch)))
        .otherwise(failure -> open(wishes, failure));
  }

  /** The position of a new count among the counts, from 1; the epoch's key stands before them. */
  private static int add(List<String> keys, String sku) {
    keys.add(CountFormat.key(sku));
    return keys.size() - 1;
  }

  private static List<Future<List<FieldError>>> open(List<Reserve> wishes, Throwable why) {
    LOG.debug("The gate is open: {}", why.toString());
    return wishes.stream()
        .map(wish -> Future.<List<FieldError>>succeededFuture(List.of()))
        .toList();
  }

  /** Triples of wish, line and room; none when Redis has another filling. */
  private long[] read(@Nullable Response answer, String epoch) {
    if (answer == null || answer.type() != ResponseType.MULTI) {
      counts.otherEpoch(epoch);
      return new long[0];
    }
    long[] numbers = new long[answer.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = answer.get(i).toLong();
    }
    return numbers;
  }

  private List<Future<List<FieldError>>> outcomes(List<Reserve> wishes, long[] triples) {
    List<Future<List<FieldError>>> outcomes = new ArrayList<>(wishes.size());
    int at = 0;
    for (int i = 0; i < wishes.size(); i++) {
      List<FieldError> shortLines = new ArrayList<>(0);
      for (; at < triples.length && triples[at] == i; at += 3) {
        Line line = wishes.get(i).lines().get((int) triples[at + 1]);
        shortLines.add(Reserve.shortOf(line, triples[at + 2]));
      }
      if (!shortLines.isEmpty()) {
        refused.increment();
      }
      outcomes.add(Future.succeededFuture(shortLines));
    }
    return outcomes;
  }
}
