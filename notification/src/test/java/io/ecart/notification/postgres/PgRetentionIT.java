package io.ecart.notification.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.notification.Channel;
import io.ecart.notification.NotificationStatus;
import io.ecart.testkit.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is forgotten, and what is kept. */
class PgRetentionIT {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(100));

  private final NotificationTables tables = new NotificationTables();
  private final PgRetention retention =
      new PgRetention(tables.pool, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(90));

  @AfterEach
  void stop() {
    tables.close();
  }

  @Test
  void allThatIsOldIsForgottenAtOnce() {
    add(12_000, NotificationStatus.SENT, LONG_AGO);
    Await.get(retention.prune());
    assertEquals(0, tables.count("notification"));
    assertEquals(0, tables.count("event"));
  }

  @Test
  void whatIsYoungOrQueuedIsKept() {
    add(5_000, NotificationStatus.FAILED, LONG_AGO);
    add(2, NotificationStatus.QUEUED, LONG_AGO);
    add(3, NotificationStatus.SENT, NOW.minus(Duration.ofDays(89)));
    Await.get(retention.prune());
    assertEquals(5, tables.count("notification"));
    assertEquals(5, tables.count("event"));
  }

  private void add(int count, NotificationStatus status, Instant made) {
    tables.add(count, Channel.EMAIL, "a@example.org", status, made);
  }
}
