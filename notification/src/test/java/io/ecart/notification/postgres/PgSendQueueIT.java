package io.ecart.notification.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.notification.Backoff;
import io.ecart.notification.Channel;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.Outbound;
import io.ecart.notification.Outcome;
import io.ecart.notification.SendQueue.Room;
import io.ecart.notification.Settlement;
import io.ecart.testkit.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets how much of the queue, and what an answer does to it. */
class PgSendQueueIT {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final String SLOW = "https://slow.example/";
  private static final String QUICK = "https://quick.example/";

  private final NotificationTables tables = new NotificationTables();
  private final PgSendQueue queue = new PgSendQueue(tables.pool, Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    tables.close();
  }

  @Test
  void everyReceiverGetsItsShareHoweverLongOneHasWaited() {
    add(50, SLOW, NOW.minusSeconds(60));
    add(2, QUICK, NOW);
    add(1, "https://later.example/", NOW.plusSeconds(1));
    assertEquals(List.of(SLOW, SLOW, SLOW, SLOW, QUICK, QUICK), claim(32, Set.of()));
    // What was taken is leased, so the next share is that of messages further behind.
    assertEquals(List.of(SLOW, SLOW, SLOW, SLOW), claim(32, Set.of()));
  }

  @Test
  void receiversThatAreFullGetNothing() {
    add(50, SLOW, NOW.minusSeconds(60));
    add(2, QUICK, NOW);
    assertEquals(List.of(QUICK, QUICK), claim(32, Set.of(SLOW)));
    assertEquals(List.of(), claim(32, Set.of(SLOW, QUICK)));
  }

  @Test
  void theLongestWaitingComeFirst() {
    add(5, QUICK, NOW);
    add(5, SLOW, NOW.minusSeconds(60));
    assertEquals(List.of(SLOW, SLOW, SLOW, SLOW, QUICK), claim(5, Set.of()));
  }

  @Test
  void mailsAreTakenWhoeverTheyAreFor() {
    tables.add(9, Channel.EMAIL, "a@example.org", NotificationStatus.QUEUED, NOW);
    add(9, QUICK, NOW);
    Room room = new Room(8, 0, Set.of());
    assertEquals(8, Await.get(queue.claim(Channel.EMAIL, room, Duration.ofMinutes(1))).size());
  }

  @Test
  void aLateAnswerUndoesNothingThatCameAfterIt() {
    add(1, QUICK, NOW);
    Room room = new Room(1, 4, Set.of());
    Outbound taken = Await.get(queue.claim(Channel.WEBHOOK, room, Duration.ofMinutes(1))).get(0);
    settle(taken, new Outcome.Sent());
    settle(taken, new Outcome.Refused("late"));
    assertEquals(1, tables.count("notification WHERE status = 'sent'"));
    assertEquals(1, tables.count("outbox"));

    Await.get(
        tables
            .pool
            .query("UPDATE notification SET status = 'queued', round = round + 1")
            .execute());
    settle(taken, new Outcome.Sent());
    assertEquals(1, tables.count("notification WHERE status = 'queued'"));
    assertEquals(1, tables.count("outbox"));
  }

  private void settle(Outbound message, Outcome outcome) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, () -> 0);
    Await.get(queue.settle(List.of(Settlement.of(message, outcome, backoff, NOW))));
  }

  private void add(int count, String receiver, Instant dueAt) {
    tables.add(count, Channel.WEBHOOK, receiver, NotificationStatus.QUEUED, dueAt);
  }

  /** The receivers of what is taken, four messages of each at most; the slow one's first. */
  private List<String> claim(int messages, Set<String> full) {
    Room room = new Room(messages, 4, full);
    List<Outbound> taken = Await.get(queue.claim(Channel.WEBHOOK, room, Duration.ofMinutes(1)));
    return taken.stream()
        .map(each -> each.notification().recipient())
        .sorted((one, other) -> other.compareTo(one))
        .toList();
  }
}
