package io.ecart.inventory;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * The short form of a sku's stock: all that is needed to say yes, no or "2 left".
 *
 * @param room units that may still be promised, backorders included
 * @param limits the sku's policy
 * @param version of the stock that this was taken from
 */
public record Count(long room, Limits limits, long version) {
  /** Of a sku that was never in stock. */
  public static final Count NOTHING = new Count(0, Limits.NONE, 0);

  public static Count of(Stock stock) {
    return new Count(stock.room(), stock.limits(), stock.version());
  }

  /** Units there to be sold, never below zero. */
  public long available() {
    return Math.max(0, room - limits.backorder());
  }

  public StockStatus status() {
    return StockStatus.of(room, limits);
  }

  /** What watchers are told. */
  public JsonObject toNews(String sku) {
    return new JsonObject()
        .put("sku", sku)
        .put("available", available())
        .put("status", status().wire())
        .put("version", version);
  }

  /** What everybody may see. */
  public JsonObject toJson(String sku, Instant now) {
    return new JsonObject()
        .put("sku", sku)
        .put("available", available())
        .put("status", status().wire())
        .put("asOf", now.toString());
  }

  /** The same as text, put together by hand: this is what the service is asked for most. */
  public Buffer encode(String sku, Instant now) {
    return Buffer.buffer(
        "{\"sku\":\""
            + sku
            + "\",\"available\":"
            + available()
            + ",\"status\":\""
            + status().wire()
            + "\",\"asOf\":\""
            + now
            + "\"}");
  }
}
