package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;

/** How far the events have been taken in. */
@FunctionalInterface
public interface Progress {

  /**
   * Notes the newest event of a batch.
   *
   * @param reader what read it, such as {@code orders}
   */
  Future<Void> note(SqlConnection transaction, String reader, Instant eventAt);
}
