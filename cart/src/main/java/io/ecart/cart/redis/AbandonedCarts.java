package io.ecart.cart.redis;

import io.ecart.cart.Once;
import io.ecart.cart.Visit;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then for carts with items that nobody has changed for long, and tells each once.
 * Every instance may look: who is first tells, in one atomic step.
 */
public final class AbandonedCarts {
  private static final int PAGE = 100;
  private static final int LOOKS = 4;
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final CartScript abandon = new CartScript("abandon.lua");
  private final RedisLink redis;
  private final Clock clock;
  private final Duration after;

  /**
   * @param after how long a cart must lie untouched
   */
  public AbandonedCarts(RedisLink redis, Clock clock, Duration after) {
    this.redis = redis;
    this.clock = clock;
    this.after = after;
  }

  /** How long to wait between two looks. */
  public Duration rest() {
    Duration part = after.dividedBy(LOOKS);
    return part.compareTo(LONGEST_REST) < 0 ? part : LONGEST_REST;
  }

  /** Looks once, for a page: should there be more, the next look finds them. */
  public Future<Void> look() {
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
