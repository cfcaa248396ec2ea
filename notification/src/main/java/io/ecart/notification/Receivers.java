package io.ecart.notification;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deals a lane out among those who receive through it. Each gets a few messages at a time, and more
 * once all of them are settled: one that never answers holds up its own messages and no others.
 */
final class Receivers {
  private final int share;
  private final Map<String, Integer> receiverToTaken = new HashMap<>();

  /**
   * @param share messages of one receiver at a time; 0 where one server takes those to everybody,
   *     so that there is nobody to tell apart
   */
  Receivers(int share) {
    this.share = share;
  }

  SendQueue.Room room(int messages) {
    return new SendQueue.Room(messages, share, Set.copyOf(receiverToTaken.keySet()));
  }

  void took(Outbound message) {
    if (share > 0) {
      receiverToTaken.merge(message.notification().recipient(), 1, Integer::sum);
    }
  }

  /**
   * Notes that a message is no longer in the lane.
   *
   * @return whether its receiver may get what was left in the queue for it meanwhile
   */
  boolean done(Outbound message) {
    return share > 0
        && receiverToTaken.computeIfPresent(
                message.notification().recipient(), (receiver, taken) -> less(taken))
            == null;
  }

  /** Null takes the receiver off the map. */
  private static @Nullable Integer less(int taken) {
    return taken > 1 ? taken - 1 : null;
  }
}
