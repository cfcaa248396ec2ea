package io.ecart.inventory;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * How a sku is to be sold and reordered.
 *
 * @param leadTimeDays days from order to delivery; null when not known
 * @param version counts its changes; 0 while nobody has set one
 */
public record Policy(String sku, Limits limits, @Nullable Integer leadTimeDays, long version) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("sku", sku)
        .put("safetyStock", limits.safety())
        .put("lowStockThreshold", limits.low())
        .put("backorderLimit", limits.backorder())
        .put("leadTimeDays", leadTimeDays)
        .put("version", version);
  }
}
