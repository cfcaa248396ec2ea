package io.ecart.order;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is asked for.
 *
 * @param lines as the client gave them; lines of one sku are summed later
 * @param recipient who gets it
 * @param expectedTotal what the client believes it costs; null when it does not say
 * @param customerId for whom staff or another service orders; null for the caller, or a guest
 * @param metadata texts to be kept with the order
 */
public record NewOrder(
    List<Line> lines,
    Recipient recipient,
    @Nullable Money expectedTotal,
    @Nullable String customerId,
    JsonObject metadata) {

  /**
   * One line.
   *
   * @param quantity units
   * @param unitPrice a price that staff agreed on; null for the catalogue's
   */
  public record Line(String sku, int quantity, @Nullable Money unitPrice) {}
}
