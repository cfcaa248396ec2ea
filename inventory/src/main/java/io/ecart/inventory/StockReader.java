package io.ecart.inventory;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the truth, none of which locks anything. */
public interface StockReader {

  /** The stocks of these skus; those that were never in stock are left out. */
  Future<Map<String, Stock>> stocks(Collection<String> skus);

  /** Stocks in order of sku, those behind {@code sku}; empty when there are no more. */
  Future<List<Stock>> stocksAfter(String sku, int limit);

  /** The stock of one sku as of a time, from the ledger; empty when it had none. */
  Future<Optional<JsonObject>> asOf(String sku, Instant time);

  /**
   * Ledger entries of a sku, newest first.
   *
   * @param below only entries with a smaller id; null for all
   */
  Future<List<LedgerEntry>> movements(String sku, @Nullable Long below, int limit);

  /** Ledger entries of references such as {@code order/<id>}, oldest first. */
  Future<List<LedgerEntry>> movementsOf(
      Collection<String> references, @Nullable Long above, int limit);

  Future<Optional<Reservation>> reservation(UUID id);
}
