package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where sales are kept; both methods belong into the transaction that also marks events taken. */
public interface SalesStore {

  /** The orders among {@code ids} that were booked before, locked until the transaction ends. */
  Future<Map<UUID, OrderFact>> lock(SqlConnection transaction, Collection<UUID> ids);

  /** Writes what a batch of events means. */
  Future<Void> save(SqlConnection transaction, SalesBook book);
}
