package io.ecart.analytics.http;

import io.vertx.core.json.JsonObject;

/** Money as every service writes it: whole minor units and a currency. */
final class MoneyJson {

  private MoneyJson() {}

  static JsonObject of(long amount, String currency) {
    return new JsonObject().put("amount", amount).put("currency", currency);
  }
}
