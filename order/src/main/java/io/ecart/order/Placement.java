package io.ecart.order;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new order with all that is written in one go with it.
 *
 * @param order with its goods held
 * @param holdId the hold that becomes its allocation
 * @param event {@code order.placed}
 * @param reply what the client gets, now and when it repeats itself
 * @param key under which the reply is kept; null when the client gave none
 */
public record Placement(
    Order order, UUID holdId, OrderEvent event, Reply reply, @Nullable IdempotencyKey key) {}
