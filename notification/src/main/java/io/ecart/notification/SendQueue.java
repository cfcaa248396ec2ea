package io.ecart.notification;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** The queued messages. Several instances may take from it; none is taken by two. */
public interface SendQueue {

  /**
   * Takes messages that are due, the longest waiting first.
   *
   * @param limit how many at most
   * @param lease after this time a message that was not settled may be taken again
   */
  Future<List<Outbound>> claim(Channel channel, int limit, Duration lease);

  /** Writes how messages stand, and tells of those that are sent or given up. */
  Future<Void> settle(List<Settlement> settlements);
}
