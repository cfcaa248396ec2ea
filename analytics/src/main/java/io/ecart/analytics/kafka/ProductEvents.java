package io.ecart.analytics.kafka;

import io.ecart.analytics.CatalogueStore;
import io.ecart.analytics.CatalogueStore.Product;
import io.ecart.analytics.Progress;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the catalogue by {@code product.events}. */
public final class ProductEvents implements EventHandler {
  public static final String TOPIC = "product.events";

  private final CatalogueStore store;
  private final Progress progress;

  public ProductEvents(CatalogueStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  @Override
  public Future<Runnable> handle(SqlConnection transaction, List<Event> events) {
    Map<String, Product> newest = new LinkedHashMap<>();
    for (Event event : events) {
      JsonObject json = event.data().getJsonObject("product");
      if (json != null) {
        Product product = read(json);
        newest.merge(product.sku(), product, (a, b) -> a.version() > b.version() ? a : b);
      }
    }
    return store
        .save(transaction, newest.values())
        .compose(saved -> progress.note(transaction, "products", Newest.of(events)))
        .map(EventHandler.NOTHING);
  }

  private static Product read(JsonObject json) {
    JsonObject price = json.getJsonObject("price");
    String currency = price.getString("currency");
    return new Product(
        Objects.requireNonNull(json.getString("sku")),
        json.getLong("version"),
        json.getString("name"),
        Objects.requireNonNullElse(json.getString("category"), ""),
        json.getString("status", "active"),
        currency,
        price.getLong("amount"),
        cost(json.getJsonObject("attributes"), currency));
  }

  /**
   * The attribute {@code cost}: an amount in major units as an import writes it ({@code "1.25"}),
   * or a Money object. What is neither is no cost.
   */
  private static @Nullable Long cost(@Nullable JsonObject attributes, String currency) {
    Object cost = attributes == null ? null : attributes.getValue("cost");
    if (cost instanceof JsonObject money) {
      return money.getValue("amount") instanceof Number amount ? amount.longValue() : null;
    }
    if (cost == null) {
      return null;
    }
    try {
      int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      BigDecimal minor = new BigDecimal(cost.toString().trim()).movePointRight(digits);
      return minor.signum() < 0 ? null : minor.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException | IllegalArgumentException e) {
      return null;
    }
  }
}
