package io.ecart.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued for one channel: takes a few messages, sends several at once, writes how
 * they stand. When the whole channel is away it rests, then tries with a single message until one
 * goes through, so that an outage costs messages time and nothing else. Used from one event loop
 * only.
 */
public final class Lane {

  /**
   * The bounds of a lane.
   *
   * @param concurrency messages under way at once
   * @param share how many of one receiver's are taken at a time; 0 where receivers are no concern
   * @param perSecond messages begun in a second at most; 0 for no limit
   * @param timeout after which a try counts as failed
   * @param poll how often the queue is looked at when nobody says that there is something
   */
  public record Bounds(int concurrency, int share, int perSecond, Duration timeout, Duration poll) {

    /** Long enough for all that is taken at once to wait its turn; then others may take it. */
    Duration lease() {
      return timeout.multipliedBy(AHEAD + 1L).plusSeconds(10);
    }
  }

  private record Claimed(Outbound message, Instant staleAt) {}

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** How many rounds of {@code concurrency} are taken ahead. */
  private static final int AHEAD = 3;

  private final Vertx vertx;
  private final Clock clock;
  private final Channel channel;
  private final Transport transport;
  private final SendQueue queue;
  private final Settler settler;
  private final Bounds bounds;
  private final Pace pace;
  private final Outage outage;
  private final Receivers receivers;
  private final MeterRegistry metrics;
  private final Deque<Claimed> ahead = new ArrayDeque<>();
  private final Promise<Void> ended = Promise.promise();
  private int inFlight;
  private boolean claiming;
  private boolean more;
  private boolean stopped;
  private long timer = -1;

  public Lane(Parts parts, Channel channel, Transport transport, Bounds bounds) {
    this.vertx = parts.vertx();
    this.clock = parts.clock();
    this.queue = parts.queue();
    this.settler = parts.settler();
    this.metrics = parts.metrics();
    this.outage = new Outage(parts.backoff());
    this.channel = channel;
    this.transport = transport;
    this.bounds = bounds;
    this.pace = new Pace(bounds.perSecond());
    this.receivers = new Receivers(bounds.share());
  }

  /** What all lanes share. */
  public record Parts(
      Vertx vertx,
      Clock clock,
      SendQueue queue,
      Settler settler,
      Backoff backoff,
      MeterRegistry metrics) {}

  public void start() {
    metrics.gauge("notifications.in.flight", tags(), this, lane -> lane.inFlight);
    poke();
  }

  /** Says that there may be something in the queue. */
  public void poke() {
    more = true;
    pump();
  }

  /** Fails with the reason while the channel is away. */
  public Future<Void> reachable() {
    String reason = outage.reason();
    return reason == null ? Future.succeededFuture() : Future.failedFuture(reason);
  }

  /** Ends when what is under way is settled; what was taken ahead goes back to the queue. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    while (!ahead.isEmpty()) {
      inFlight++;
      Outbound message = ahead.remove().message();
      settle(message, new Outcome.Away("The service stopped"))
          .onComplete(settled -> finish(message));
    }
    endWhenIdle();
    return ended.future().compose(done -> transport.close());
  }

  private void pump() {
    Instant now = clock.instant();
    if (stopped) {
      return;
    }
    if (outage.rests(now)) {
      wake(outage.wait(now));
      return;
    }
    while (inFlight < outage.limit(bounds.concurrency()) && !ahead.isEmpty()) {
      begin(ahead.remove(), now);
    }
    if (!claiming && ahead.size() < bounds.concurrency()) {
      claimOrWait(now);
    }
  }

  private void claimOrWait(Instant now) {
    Duration wait = pace.wait(now);
    if (!wait.isZero()) {
      wake(wait);
    } else if (more) {
      claim(now);
    } else {
      wake(bounds.poll());
    }
  }

  private void claim(Instant now) {
    claiming = true;
    more = false;
    int limit = claimLimit();
    queue
        .claim(channel, receivers.room(limit), bounds.lease())
        .onComplete(
            messages -> {
              claiming = false;
              more |= messages.size() == limit;
              take(messages, now);
            },
            failure -> {
              claiming = false;
              LOG.warn("The queue of {} cannot be read: {}", channel.wire(), failure.toString());
              wake(bounds.poll());
            });
  }

  private int claimLimit() {
    int room = Math.max(1, bounds.concurrency() * AHEAD - ahead.size());
    return pace.limit(outage.isOver() ? room : 1);
  }

  private void take(List<Outbound> messages, Instant now) {
    pace.took(messages.size(), now);
    Instant staleAt = now.plus(bounds.lease()).minus(bounds.timeout());
    messages.forEach(receivers::took);
    messages.forEach(message -> ahead.add(new Claimed(message, staleAt)));
    pump();
  }

  /** A message that waited here for too long may be with somebody else by now. */
  private void begin(Claimed claimed, Instant now) {
    Outbound message = claimed.message();
    inFlight++;
    if (now.isAfter(claimed.staleAt())) {
      finish(message);
      return;
    }
    attempt(message)
        .timeout(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(Lane::unexpected)
        .compose(outcome -> note(message, outcome))
        .onComplete(settled -> finish(message));
  }

  private Future<Outcome> attempt(Outbound message) {
    try {
      return transport.send(message);
    } catch (RuntimeException e) {
      LOG.error("Notification {} cannot be sent", message.notification().id(), e);
      return Future.failedFuture(e);
    }
  }

  private static Outcome unexpected(Throwable failure) {
    return failure instanceof TimeoutException
        ? Outcome.retry("No answer in time")
        : Outcome.retry(failure.toString());
  }

  private Future<Void> note(Outbound message, Outcome outcome) {
    if (outage.note(outcome, clock.instant())) {
      LOG.warn("The channel {} is away, messages wait: {}", channel.wire(), outage.reason());
    }
    return settle(message, outcome);
  }

  private Future<Void> settle(Outbound message, Outcome outcome) {
    String result = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    metrics
        .counter("notifications.tries", "channel", channel.wire(), "outcome", result)
        .increment();
    return settler.settle(message, outcome);
  }

  private void finish(Outbound message) {
    inFlight--;
    more |= receivers.done(message);
    pump();
    endWhenIdle();
  }

  private void endWhenIdle() {
    if (stopped && inFlight == 0) {
      ended.tryComplete();
    }
  }

  private void wake(Duration wait) {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(Math.max(1, wait.toMillis()), fired -> poke());
  }

  private List<Tag> tags() {
    return List.of(Tag.of("channel", channel.wire()));
  }
}
