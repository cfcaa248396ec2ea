package io.ecart.local;

import io.ecart.analytics.AnalyticsConfig;
import io.ecart.analytics.AnalyticsVerticle;
import io.ecart.cart.CartConfig;
import io.ecart.cart.CartVerticle;
import io.ecart.inventory.InventoryConfig;
import io.ecart.inventory.InventoryVerticle;
import io.ecart.notification.NotificationConfig;
import io.ecart.notification.NotificationVerticle;
import io.ecart.order.OrderConfig;
import io.ecart.order.OrderVerticle;
import io.ecart.product.ProductConfig;
import io.ecart.product.ProductVerticle;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The six services, in the order of their ports, with the paths that each of them owns. */
@SuppressWarnings("ImmutableEnumChecker") // The list cannot change, the function holds nothing.
enum LocalService {
  PRODUCT((s, host) -> new ProductVerticle(ProductConfig.read(s), host), "products", "categories"),
  INVENTORY(
      (s, host) -> new InventoryVerticle(InventoryConfig.read(s), host),
      "stock",
      "locations",
      "reservations",
      "transfers",
      "purchase-orders"),
  CART((s, host) -> new CartVerticle(CartConfig.read(s), host), "carts"),
  ORDER((s, host) -> new OrderVerticle(OrderConfig.read(s), host), "orders", "returns"),
  NOTIFICATION(
      (s, host) -> new NotificationVerticle(NotificationConfig.read(s), host),
      "notifications",
      "templates",
      "preferences",
      "webhooks"),
  ANALYTICS((s, host) -> new AnalyticsVerticle(AnalyticsConfig.read(s), host), "analytics");

  private final BiFunction<Settings, ServiceHost, Deployable> verticle;
  private final List<String> paths;

  LocalService(BiFunction<Settings, ServiceHost, Deployable> verticle, String... paths) {
    this.verticle = verticle;
    this.paths = List.of(paths);
  }

  /** The name in discovery, of the database, and in logs. */
  String serviceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its place in the order of the ports, from 0. */
  int position() {
    return List.of(values()).indexOf(this);
  }

  /** The first path segments under {@code /api/v1/}. */
  List<String> paths() {
    return paths;
  }

  Deployable verticle(Settings settings, ServiceHost host) {
    Deployable made = verticle.apply(settings, host);
    settings.check();
    return made;
  }
}
