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
  void receiverThatHangsHoldsUpOnlyItself() {
    String hangs = "https://hangs.example/";
    queue.add(20, hangs);
    queue.add(20, "https://answers.example/");
    transport.silent = hangs;
    start(new Lane.Bounds(8, 2, 0, Duration.ofHours(1), Duration.ofHours(1)));
    Await.until("all others sent", () -> queue.with(NotificationStatus.SENT) == 20);
    assertEquals(22, transport.tries.size());
    assertEquals(18, queue.left());
  }

  @Test
  void receiverGetsShareAfterShare() {
    queue.add(20, "https://answers.example/");
    start(new Lane.Bounds(8, 3, 0, Duration.ofSeconds(5), Duration.ofHours(1)));
    Await.until("all sent", () -> queue.with(NotificationStatus.SENT) == 20);
    assertEquals(20, transport.tries.size());
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
    return start(new Lane.Bounds(concurrency, 0, 0, timeout, Duration.ofMillis(10)));
  }

  private Lane start(Lane.Bounds bounds) {
    var metrics = new SimpleMeterRegistry();
    Clock clock = Clock.systemUTC();
    Settler settler = new Settler(vertx, clock, queue, BACKOFF, metrics, () -> {});
    Lane.Parts parts = new Lane.Parts(vertx, clock, queue, settler, BACKOFF, metrics);
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
    volatile String silent = "nobody";
    volatile boolean closed;

    @Override
    public Future<Outcome> send(Outbound message) {
      tries.add(message.notification().id());
      boolean answers = !silent.equals(message.notification().recipient());
      return answers ? answer.get() : Promise.<Outcome>promise().future();
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

    void add(int count) {
      add(count, "a@example.org");
    }

    synchronized void add(int count, String recipient) {
      for (int i = 0; i < count; i++) {
        waiting.add(message(UUID.randomUUID(), recipient, 1));
      }
    }

    private static Outbound message(UUID id, String recipient, int attempts) {
      Notification notification =
          new Notification(
              id,
              "order.placed",
              Channel.EMAIL,
              recipient,
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
    public synchronized Future<List<Outbound>> claim(Channel channel, Room room, Duration lease) {
      List<Outbound> taken = new ArrayList<>();
      for (Outbound message : List.copyOf(waiting)) {
        if (taken.size() < room.messages() && fits(message, taken, room)) {
          waiting.remove(message);
          taken.add(message);
        }
      }
      return Future.succeededFuture(taken);
    }

    private static boolean fits(Outbound message, List<Outbound> taken, Room room) {
      String receiver = message.notification().recipient();
      long many =
          taken.stream().filter(each -> each.notification().recipient().equals(receiver)).count();
      return room.share() == 0 || (many < room.share() && !room.full().contains(receiver));
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
          waiting.add(message(is.id(), is.recipient(), is.attempts() + 1));
        }
      }
      return Future.succeededFuture();
    }

    synchronized List<Settlement> all() {
      return List.copyOf(settled);
    }

    synchronized int left() {
      return waiting.size();
    }

    long with(NotificationStatus status) {
      return all().stream().filter(each -> each.notification().status() == status).count();
    }
  }
}
