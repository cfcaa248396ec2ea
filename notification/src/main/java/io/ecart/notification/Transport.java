package io.ecart.notification;

import io.vertx.core.Future;

/** Brings messages to those they are for, through one channel. */
public interface Transport {

  /**
   * Tries once.
   *
   * @return what came of it; a failed future is an error of ours and tried again
   */
  Future<Outcome> send(Outbound message);

  /** Lets go of connections. */
  Future<Void> close();
}
