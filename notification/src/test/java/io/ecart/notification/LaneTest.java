package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane between a queue and a transport that are both made up. */
class LaneTest {
  private static final Future<Outcome> SENT = Future.succeededFuture(new Outcome.Sent());
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(50), 3, () -> 0);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final FakeQueue queue = new FakeQueue();
  private final FakeTransport transport = new FakeTransport();

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void everythingIsSentOnce() {
    queue.add(100);
    start(4, Duration.ofSeconds(5));
    awaitSettled(100);
    assertEquals(100, transport.tries.size());
    assertEquals(100, transport.tries.stream().distinct().count());
    assertEquals(100, queue.with(NotificationStatus.SENT));
  }

  @Test
  void onlySoManyAreUnderWay() {
    queue.add(50);
    transport.answer = Promise.<Outcome>promise()::future;
    start(4, Duration.ofSeconds(5));
    Await.until("four under way", () -> transport.tries.size() == 4);
    assertEquals(4, transport.tries.size());
    assertTrue(queue.waiting.size() >= 50 - 4 * 3);
  }

  @Test
  void silenceIsATry() {
    queue.add(1);
    transport.answer = Promise.<Outcome>promise()::future;
    start(4, Duration.ofMillis(20));
    awaitSettled(1);
    assertEquals("No answer in time", queue.settled.get(0).notification().error());
    assertEquals(NotificationStatus.QUEUED, queue.settled.get(0).notification().status());
  }

  @Test
  void errorOfOursIsATryToo() {
    queue.add(2);
    transport.answer =
        () -> {
          throw new IllegalStateException("a defect");
        };
    start(4, Duration.ofSeconds(5));
    awaitSettled(2);
    assertTrue(queue.settled.get(0).notification().error().contains("a defect"));
  }

  @Test
  void whatIsSentIsMarkedHoweverLongThatTakes() {
    queue.add(1);
    queue.failures = 2;
    start(4, Duration.ofSeconds(5));
    awaitSettled(1);
    assertEquals(1, transport.tries.size());
    assertEquals(NotificationStatus.SENT, queue.settled.get(0).notification().status());
  }

  @Test
  void outageCostsNoTriesAndEnds() {
    queue.add(8);
    transport.answer =
        () ->
            transport.tries.size() <= 6
                ? Future.succeededFuture(new Outcome.Away("refused"))
                : SENT;
    start(4, Duration.ofSeconds(5));
    Await.until("all sent", () -> queue.with(NotificationStatus.SENT) == 8);
    assertTrue(
        queue.all().stream()
            .filter(each -> each.notification().status() == NotificationStatus.QUEUED)
            .allMatch(each -> each.notification().attempts() == 0));
  }

  @Test
  void stopGivesBackWhatWasTakenAhead() {
    queue.add(12);
    Promise<Outcome> answer = Promise.promise();
    transport.answer = answer::future;
    Lane lane = start(4, Duration.ofSeconds(5));
    Await.until("four under way", () -> transport.tries.size() == 4);
    Future<Void> stopped = on(lane::stop);
    Await.until("the others are back", () -> queue.with(NotificationStatus.QUEUED) == 8);
    assertFalse(transport.closed);
    answer.complete(new Outcome.Sent());
    Await.get(stopped);
    assertEquals(4, queue.with(NotificationStatus.SENT));
    assertTrue(transport.closed);
  }

  private Lane start(int concurrency, Duration timeout) {
    var metrics = new SimpleMeterRegistry();
    Clock clock = Clock.systemUTC();
    Settler settler = new Settler(vertx, clock, queue, BACKOFF, metrics, () -> {});
    Lane.Parts parts = new Lane.Parts(vertx, clock, queue, settler, BACKOFF, metrics);
    var bounds = new Lane.Bounds(concurrency, 0, timeout, Duration.ofMillis(10));
    Lane lane = new Lane(parts, Channel.EMAIL, transport, bounds);
    context.runOnContext(now -> lane.start());
    return lane;
  }

  private Future<Void> on(Supplier<Future<Void>> work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }

  private void awaitSettled(int count) {
    Await.until(count + " settled", () -> queue.all().size() >= count);
  }

  private static final class FakeTransport implements Transport {
    final List<UUID> tries = java.util.Collections.synchronizedList(new ArrayList<>());
    volatile Supplier<Future<Outcome>> answer = () -> SENT;
    volatile boolean closed;

    @Override
    public Future<Outcome> send(Outbound message) {
      tries.add(message.notification().id());
      return answer.get();
    }

    @Override
    public Future<Void> close() {
      closed = true;
      return Future.succeededFuture();
    }
  }

  /** What is queued again after a try comes up at once. */
  private static final class FakeQueue implements SendQueue {
    final Deque<Outbound> waiting = new ArrayDeque<>();
    final List<Settlement> settled = new ArrayList<>();
    volatile int failures;

    synchronized void add(int count) {
      for (int i = 0; i < count; i++) {
        waiting.add(message(UUID.randomUUID(), 1));
      }
    }

    private static Outbound message(UUID id, int attempts) {
      Notification notification =
          new Notification(
              id,
              "order.placed",
              Channel.EMAIL,
              "a@example.org",
              "o1",
              NotificationStatus.QUEUED,
              attempts,
              Messages.NOW,
              null,
              null,
              null);
      return new Outbound(notification, 0, "en", Messages.NOW, new JsonObject(), null);
    }

    @Override
    public synchronized Future<List<Outbound>> claim(Channel channel, int limit, Duration lease) {
      List<Outbound> taken = new ArrayList<>();
      while (taken.size() < limit && !waiting.isEmpty()) {
        taken.add(waiting.remove());
      }
      return Future.succeededFuture(taken);
    }

    @Override
    public synchronized Future<Void> settle(List<Settlement> settlements) {
      if (failures > 0) {
        failures--;
        return Future.failedFuture("no database");
      }
      settled.addAll(settlements);
      for (Settlement each : settlements) {
        Notification is = each.notification();
        if (is.status() == NotificationStatus.QUEUED && !"No answer in time".equals(is.error())) {
          waiting.add(message(is.id(), is.attempts() + 1));
        }
      }
      return Future.succeededFuture();
    }

    synchronized List<Settlement> all() {
      return List.copyOf(settled);
    }

    long with(NotificationStatus status) {
      return all().stream().filter(each -> each.notification().status() == status).count();
    }
  }
}
