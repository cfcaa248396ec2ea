package io.ecart.notification;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The queued messages. Several instances may take from it; none is taken by two. */
public interface SendQueue {

  /**
   * What a lane can take.
   *
   * @param messages how many at most
   * @param share how many of them for one receiver; only webhooks tell receivers apart
   * @param full receivers for which nothing is taken now
   */
  record Room(int messages, int share, Set<String> full) {}

  /**
   * Takes messages that are due, the longest waiting first.
   *
   * @param lease after this time a message that was not settled may be taken again
   */
  Future<List<Outbound>> claim(Channel channel, Room room, Duration lease);

  /** Writes how messages stand, and tells of those that are sent or given up. */
  Future<Void> settle(List<Settlement> settlements);
}
