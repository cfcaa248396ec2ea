package io.ecart.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NaturalBatcherTest {
  private final List<List<Integer>> batches = new ArrayList<>();
  private final List<Promise<List<Future<Integer>>>> running = new ArrayList<>();

  @Test
  void groupsWhatArrivesWhileABatchIsInFlight() {
    var batcher = batcher(new Bounds(100, 1, 100));
    List<Future<Integer>> outcomes = IntStream.range(0, 4).mapToObj(batcher::submit).toList();
    assertEquals(List.of(List.of(0)), batches);
    finish(0);
    assertEquals(List.of(List.of(0), List.of(1, 2, 3)), batches);
    finish(1);
    assertEquals(List.of(0, 10, 20, 30), outcomes.stream().map(Future::result).toList());
  }

  @Test
  void boundsTheBatchAndWhatIsInFlight() {
    var batcher = batcher(new Bounds(2, 2, 100));
    IntStream.range(0, 7).forEach(batcher::submit);
    assertEquals(List.of(List.of(0), List.of(1)), batches);
    finish(0);
    finish(1);
    assertEquals(List.of(List.of(0), List.of(1), List.of(2, 3), List.of(4, 5)), batches);
  }

  @Test
  void aFurtherBatchLeavesOnlyWithEnoughItems() {
    var batcher = batcher(new Bounds(100, 2, 100, 3));
    IntStream.range(0, 3).forEach(batcher::submit);
    assertEquals(List.of(List.of(0)), batches);
    batcher.submit(3);
    assertEquals(List.of(List.of(0), List.of(1, 2, 3)), batches);
    batcher.submit(4);
    finish(0);
    assertEquals(2, batches.size());
    finish(1);
    assertEquals(List.of(4), batches.get(2));
  }

  @Test
  void refusesWhenTheQueueIsFull() {
    var batcher = batcher(new Bounds(10, 1, 2));
    IntStream.range(0, 3).forEach(batcher::submit);
    Future<Integer> refused = batcher.submit(3);
    assertInstanceOf(Problem.class, refused.cause());
    assertTrue(((Problem) refused.cause()).retryAfterSeconds() > 0);
  }

  @Test
  void oneFailedItemLeavesItsNeighboursAlone() {
    var batcher = batcher(new Bounds(10, 1, 10));
    batcher.submit(0);
    Future<Integer> bad = batcher.submit(-1);
    Future<Integer> good = batcher.submit(1);
    finish(0);
    finish(1);
    assertEquals("negative", bad.cause().getMessage());
    assertEquals(10, good.result());
  }

  @Test
  void aFailedBatchFailsItsItemsAndTheNextOneRuns() {
    var batcher = batcher(new Bounds(10, 1, 10));
    Future<Integer> first = batcher.submit(0);
    Future<Integer> second = batcher.submit(1);
    running.get(0).fail("down");
    assertEquals("down", first.cause().getMessage());
    assertFalse(second.isComplete());
    finish(1);
    assertEquals(10, second.result());
  }

  @Test
  void aWorkThatThrowsFailsItsItemsAndTheNextOneRuns() {
    var batcher =
        new NaturalBatcher<Integer, Integer>(
            "test",
            new Bounds(10, 1, 10),
            new SimpleMeterRegistry(),
            batch -> {
              if (batch.contains(0)) {
                throw new IllegalStateException("thrown, not returned");
              }
              return Future.succeededFuture(batch.stream().map(this::outcome).toList());
            });
    assertEquals("thrown, not returned", batcher.submit(0).cause().getMessage());
    assertEquals(10, batcher.submit(1).result());
  }

  @Test
  void anOutcomeTooFewFailsThatItemOnly() {
    var batcher = batcher(new Bounds(10, 1, 10));
    Future<Integer> only = batcher.submit(0);
    running.get(0).complete(List.of());
    assertTrue(only.failed());
  }

  /** Else a request would go on in the trace of the one that started the batch. */
  @Test
  void anOutcomeComesBackOnTheContextOfItsCaller() throws Exception {
    Vertx vertx = Vertx.vertx();
    var batcher = promptBatcher();
    ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    ContextInternal second = loop.duplicate();
    Promise<ContextInternal> seen = Promise.promise();
    loop.duplicate().runOnContext(go -> batcher.submit(0));
    second.runOnContext(
        go -> batcher.submit(1).onComplete(done -> seen.complete(ContextInternal.current())));
    assertSame(second, await(seen.future()));
    await(vertx.close());
  }

  /** Else the first would leave alone, and all others wait for it. */
  @Test
  void whatArrivesInOneTurnOfTheEventLoopLeavesTogether() throws Exception {
    Vertx vertx = Vertx.vertx();
    var batcher = promptBatcher();
    Promise<Void> all = Promise.promise();
    vertx.runOnContext(
        go ->
            Future.all(IntStream.range(0, 3).mapToObj(batcher::submit).toList())
                .<Void>mapEmpty()
                .onComplete(all));
    await(all.future());
    assertEquals(List.of(List.of(0, 1, 2)), batches);
    await(vertx.close());
  }

  @Test
  void enoughItemsDoNotWaitForTheEndOfTheTurn() throws Exception {
    Vertx vertx = Vertx.vertx();
    var batcher = batcher(new Bounds(10, 2, 10, 2));
    Promise<Integer> during = Promise.promise();
    vertx.runOnContext(
        go -> {
          IntStream.range(0, 3).forEach(batcher::submit);
          during.complete(batches.size());
        });
    assertEquals(1, await(during.future()));
    assertEquals(List.of(List.of(0, 1)), batches);
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Its batches are done at once. */
  private NaturalBatcher<Integer, Integer> promptBatcher() {
    return new NaturalBatcher<>(
        "test",
        new Bounds(10, 1, 10),
        new SimpleMeterRegistry(),
        batch -> {
          batches.add(batch);
          return Future.succeededFuture(batch.stream().map(this::outcome).toList());
        });
  }

  private NaturalBatcher<Integer, Integer> batcher(Bounds bounds) {
    return new NaturalBatcher<>("test", bounds, new SimpleMeterRegistry(), this::work);
  }

  private Future<List<Future<Integer>>> work(List<Integer> batch) {
    batches.add(batch);
    Promise<List<Future<Integer>>> promise = Promise.promise();
    running.add(promise);
    return promise.future();
  }

  private void finish(int index) {
    running.get(index).complete(batches.get(index).stream().map(this::outcome).toList());
  }

  private Future<Integer> outcome(int value) {
    return value < 0 ? Future.failedFuture("negative") : Future.succeededFuture(value * 10);
  }
}
