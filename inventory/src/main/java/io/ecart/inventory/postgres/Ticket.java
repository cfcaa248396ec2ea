package io.ecart.inventory.postgres;

import io.ecart.inventory.StockChange;
import io.ecart.runtime.http.IdempotencyKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for its batch.
 *
 * @param key null when the request has none; with one, {@code answer} makes a reply to be stored
 * @param answer what to tell of the result
 */
record Ticket<T, R>(StockChange<T> change, @Nullable IdempotencyKey key, Function<T, R> answer) {}
