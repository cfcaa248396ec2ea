package io.ecart.cart.redis;

import io.ecart.cart.Once;
import io.ecart.cart.Visit;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then for carts with items that nobody has changed for long, and tells each once.
 * Every instance may look: who is first tells, in one atomic step.
 */
public final class AbandonedCarts {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedCarts.class);
  private static final int PAGE = 100;
  private static final long LONGEST_PAUSE_MS = 60_000;

  private final CartScript abandon = new CartScript("abandon.lua");
  private final Vertx vertx;
  private final RedisLink redis;
  private final Clock clock;
  private final Duration after;
  private long timer;
  private boolean looking;

  /**
   * @param after how long a cart must lie untouched
   */
  public AbandonedCarts(Vertx vertx, RedisLink redis, Clock clock, Duration after) {
    this.vertx = vertx;
    this.redis = redis;
    this.clock = clock;
    this.after = after;
  }

  public void start() {
    long pause = Math.max(50, Math.min(after.toMillis() / 4, LONGEST_PAUSE_MS));
    timer = vertx.setPeriodic(pause, tick -> look());
  }

  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    page()
        .onFailure(e -> LOG.debug("Abandoned carts are not looked for: {}", e.toString()))
        .onComplete(done -> looking = false);
  }

  /** One page per look: should there be more, the next look finds them. */
  private Future<Void> page() {
    long cutoff = clock.millis() - after.toMillis();
    Request oldest =
        Request.cmd(Command.ZRANGE)
            .arg(CartKeys.TOUCHED)
            .arg(0)
            .arg(cutoff)
            .arg("BYSCORE")
            .arg("LIMIT")
            .arg(0)
            .arg(PAGE);
    return redis.send(oldest).compose(ids -> tell(ids, cutoff));
  }

  private Future<Void> tell(@Nullable Response ids, long cutoff) {
    List<Future<Response>> told = new ArrayList<>();
    for (int i = 0; ids != null && i < ids.size(); i++) {
      Visit visit = new Visit(ids.get(i).toString(), "", Visit.ANY, Once.NONE);
      told.add(abandon.run(redis, visit, cutoff));
    }
    return Future.all(told).mapEmpty();
  }
}
