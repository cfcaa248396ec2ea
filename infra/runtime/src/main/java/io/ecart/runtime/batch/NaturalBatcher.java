package io.ecart.runtime.batch;

import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Groups work without timers: the items that arrive in one turn of the event loop, or while a batch
 * is in flight, form the next one, so a batch is one item when little happens and many when much
 * does. Items keep their order of arrival. Used from one event loop only.
 *
 * <p>The work answers with one outcome per item, in order; an item whose outcome failed does not
 * touch its neighbours. When the work as a whole fails, every item of the batch fails with it.
 *
 * @param <I> what goes in
 * @param <O> what comes out for each item
 */
public final class NaturalBatcher<I, O> {

  /**
   * The bounds of a batcher.
   *
   * @param batch items in one batch at most
   * @param inFlight batches under way at once
   * @param queue items that may wait; one more is refused
   * @param enough items that make a further batch worth sending while others are under way: so many
   *     leave at once, in the middle of a turn too, for the other side to work on while this one
   *     gathers more; with 1, any number leaves at the end of the turn
   */
  public record Bounds(int batch, int inFlight, int queue, int enough) {

    /** A further batch leaves with whatever is there. */
    public Bounds(int batch, int inFlight, int queue) {
      this(batch, inFlight, queue, 1);
    }
  }

  private record Item<I, O>(
      I value, Promise<O> outcome, long arrivedNanos, @Nullable ContextInternal context) {}

  private final Function<List<I>, Future<List<Future<O>>>> work;
  private final Bounds bounds;
  private final ArrayDeque<Item<I, O>> waiting = new ArrayDeque<>();
  private final DistributionSummary sizes;
  private final Timer waits;
  private int inFlight;
  private boolean starting;

  /**
   * @param name tag of the metrics {@code batch.size}, {@code batch.wait} and {@code batch.queue}
   * @param work takes a batch and gives one outcome per item, in order
   */
  public NaturalBatcher(
      String name,
      Bounds bounds,
      MeterRegistry metrics,
      Function<List<I>, Future<List<Future<O>>>> work) {
    this.work = work;
    this.bounds = bounds;
    this.sizes = DistributionSummary.builder("batch.size").tag("batch", name).register(metrics);
    this.waits = Timer.builder("batch.wait").tag("batch", name).register(metrics);
    metrics.gauge("batch.queue", List.of(Tag.of("batch", name)), waiting, ArrayDeque::size);
  }

  /**
   * Queues an item.
   *
   * @return its outcome; fails with {@code unavailable} when the queue is full
   */
  public Future<O> submit(I value) {
    if (waiting.size() >= bounds.queue()) {
      return Problem.unavailable("Too much is waiting").future();
    }
    // On the caller's own context, or whoever goes on from here would do so in the trace of the
    // request that happened to start the batch.
    ContextInternal context = ContextInternal.current();
    Promise<O> outcome = context == null ? Promise.promise() : context.promise();
    waiting.add(new Item<>(value, outcome, System.nanoTime(), context));
    startSoon(context);
    return outcome.future();
  }

  /**
   * At the end of the event loop's turn: items often come many at once, as when an answer sets them
   * free, and the first would else leave alone and have all others wait for it.
   */
  private void startSoon(@Nullable ContextInternal context) {
    boolean isEnough = bounds.enough() > 1 && waiting.size() >= bounds.enough();
    if (context == null || isEnough) {
      startNext();
    } else if (!starting && mayStart()) {
      starting = true;
      context.runOnContext(
          turn -> {
            starting = false;
            startNext();
          });
    }
  }

  private void startNext() {
    while (mayStart()) {
      run(nextBatch());
    }
  }

  private boolean mayStart() {
    int needed = inFlight == 0 ? 1 : bounds.enough();
    return inFlight < bounds.inFlight() && waiting.size() >= needed;
  }

  private List<Item<I, O>> nextBatch() {
    int size = Math.min(bounds.batch(), waiting.size());
    List<Item<I, O>> batch = new ArrayList<>(size);
    long now = System.nanoTime();
    for (int i = 0; i < size; i++) {
      Item<I, O> item = waiting.remove();
      waits.record(now - item.arrivedNanos(), TimeUnit.NANOSECONDS);
      batch.add(item);
    }
    sizes.record(size);
    return batch;
  }

  private void run(List<Item<I, O>> batch) {
    inFlight++;
    start(batch)
        .onComplete(
            result -> {
              inFlight--;
              // The next batch leaves before the answers of this one are written.
              startNext();
              if (result.succeeded()) {
                settle(batch, result.result());
              } else {
                batch.forEach(item -> item.outcome().fail(result.cause()));
              }
            });
  }

  /** In the trace of its first item, not of whoever happened to be there when it could start. */
  private Future<List<Future<O>>> start(List<Item<I, O>> batch) {
    ContextInternal context = batch.get(0).context();
    if (context == null || context == ContextInternal.current()) {
      return apply(batch);
    }
    ContextInternal before = context.beginDispatch();
    try {
      return apply(batch);
    } finally {
      context.endDispatch(before);
    }
  }

  private Future<List<Future<O>>> apply(List<Item<I, O>> batch) {
    try {
      return work.apply(batch.stream().map(Item::value).toList());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static <I, O> void settle(List<Item<I, O>> batch, List<Future<O>> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      Promise<O> waiter = batch.get(i).outcome();
      if (i < outcomes.size()) {
        outcomes.get(i).onComplete(waiter);
      } else {
        waiter.fail(new IllegalStateException("The batch gave no outcome for an item"));
      }
    }
  }
}
