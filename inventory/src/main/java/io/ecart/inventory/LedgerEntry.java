package io.ecart.inventory;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One written entry of the ledger, as it is read back. */
public record LedgerEntry(
    long id, Place place, MovementKind kind, Deltas deltas, Cause cause, Instant at) {

  /**
   * A movement as it will be read back.
   *
   * @param now the time of one that changed nothing and was not written
   */
  public static LedgerEntry of(Movement movement, Instant now) {
    Instant at = movement.at();
    return new LedgerEntry(
        movement.id(),
        movement.place(),
        movement.kind(),
        movement.deltas(),
        movement.cause(),
        at == null ? now : at);
  }

  public JsonObject toJson() {
    UUID trace = cause.traceId();
    return new JsonObject()
        .put("id", Long.toString(id))
        .put("sku", place.sku())
        .put("location", place.location())
        .put("kind", kind.wire())
        .put("delta", deltas.onHand())
        .put("reservedDelta", deltas.reserved())
        .put("allocatedDelta", deltas.allocated())
        .put("unavailableDelta", deltas.unavailable())
        .put("incomingDelta", deltas.incoming())
        .put("reference", cause.reference())
        .put("reason", cause.reason())
        .put("actor", cause.actor())
        .put("note", cause.note())
        .put("traceId", trace == null ? null : hex(trace))
        .put("at", at.toString());
  }

  private static @Nullable String hex(UUID trace) {
    return trace.toString().replace("-", "");
  }
}
