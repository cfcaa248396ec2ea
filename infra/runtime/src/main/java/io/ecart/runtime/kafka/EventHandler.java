package io.ecart.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** What a service does about events: its effect in the transaction that also marks them taken. */
@FunctionalInterface
public interface EventHandler {
  /** For effects that need nothing once they are committed. */
  Runnable NOTHING = () -> {};

  /**
   * @param transaction commits the effect and the events' ids together
   * @param events not seen before, in order per subject
   * @return what to do once it is committed, such as telling a cache
   */
  Future<Runnable> handle(SqlConnection transaction, List<Event> events);
}
