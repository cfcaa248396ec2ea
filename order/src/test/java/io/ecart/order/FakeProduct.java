package io.ecart.order;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The product service as far as the order service sees it: a list by sku. */
final class FakeProduct extends FakeService {
  private final Map<String, JsonObject> products = new ConcurrentHashMap<>();

  FakeProduct(Vertx vertx) {
    super(vertx, "product");
  }

  FakeProduct sells(String sku, long price) {
    return sells(sku, price, "EUR", "active");
  }

  FakeProduct sells(String sku, long price, String currency, String status) {
    products.put(sku, product(sku, price, currency, status, 1));
    return this;
  }

  static JsonObject product(String sku, long price, String currency, String status, int version) {
    return new JsonObject()
        .put("sku", sku)
        .put("name", "The " + sku)
        .put("price", new JsonObject().put("amount", price).put("currency", currency))
        .put("status", status)
        .put("version", version);
  }

  @Override
  Future<JsonObject> answer(HttpServerRequest request, JsonObject body) {
    return Future.succeededFuture(
        page(
            Stream.of(request.getParam("skus").split(","))
                .filter(products::containsKey)
                .map(products::get)
                .toList()));
  }
}
