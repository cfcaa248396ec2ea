package io.ecart.local.replay;

import io.ecart.local.demo.ShopAnswer;
import io.ecart.local.demo.ShopClient;
import io.ecart.local.replay.Entry.Document;
import io.ecart.local.replay.Sale.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Does the steps of a replay through the public API and notes at each how it went. */
final class OrderCalls {
  private static final String ORDERS = "/api/v1/orders";
  private static final String CARRIER = "Royal Mail";

  private final ShopClient shop;
  private final String runId;

  /**
   * @param runId tells the requests of one replay from those of another
   */
  OrderCalls(ShopClient shop, String runId) {
    this.shop = shop;
    this.runId = runId;
  }

  void place(Sale sale) {
    ShopAnswer answer = shop.post(ORDERS, OrderBodies.order(sale), key("order", sale));
    if (answer.isSuccess()) {
      placed(sale, answer.body());
    } else {
      sale.reached(State.REJECTED);
      sale.failed(why(answer));
    }
  }

  /** The shop keeps the lines as they were sent. */
  private static void placed(Sale sale, JsonObject order) {
    JsonArray lines = order.getJsonArray("lines");
    if (lines.size() != sale.lines().size()) {
      throw new ReplayException(
          "The shop made "
              + lines.size()
              + " lines of "
              + sale.lines().size()
              + " in order "
              + order.getString("number"));
    }
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      SaleLine own = sale.lines().get(i);
      if (!own.sku().equals(line.getString("sku"))
          || own.quantity() != line.getInteger("quantity")
          || own.priceMinor() != line.getJsonObject("unitPrice").getLong("amount")) {
        throw new ReplayException("The shop changed line " + i + " to " + line.encode());
      }
      own.placedAs(line.getString("lineId"));
    }
    sale.placedAs(order.getString("id"));
  }

  /**
   * Sends all of an order.
   *
   * @param at when it left
   */
  void ship(Sale sale, Instant at) {
    JsonArray lines = new JsonArray();
    sale.lines().forEach(line -> lines.add(OrderBodies.line(line, line.quantity())));
    JsonObject body =
        new JsonObject()
            .put("lines", lines)
            .put("carrier", CARRIER)
            .put("tracking", key("parcel", sale))
            .put("metadata", OrderBodies.occurred(sale.document(), at));
    ShopAnswer answer = shop.post(path(sale, "/shipments"), body, key("ship", sale));
    if (answer.isSuccess()) {
      sale.reached(State.SHIPPED);
    } else {
      sale.failed(why(answer));
    }
  }

  void cancel(Undo undo) {
    Document document = undo.document();
    JsonObject body =
        new JsonObject()
            .put("reason", "cancellation " + document.number())
            .put("metadata", OrderBodies.occurred(document, document.at()));
    ShopAnswer answer = shop.post(path(undo.sale(), "/cancel"), body, key("cancel", undo));
    if (answer.isSuccess()) {
      undo.sale().reached(State.CANCELLED);
    } else {
      undo.failed(why(answer));
    }
  }

  /**
   * Announces a return and receives it, everything as good as new.
   *
   * @param at when it came back
   */
  void giveBack(Undo undo, Instant at) {
    JsonArray announced = new JsonArray();
    JsonArray received = new JsonArray();
    undo.lineToUnits()
        .forEach(
            (line, units) -> {
              announced.add(OrderBodies.line(line, units));
              received.add(OrderBodies.line(line, units).put("condition", "sellable"));
            });
    JsonObject metadata = OrderBodies.occurred(undo.document(), at);
    JsonObject request =
        new JsonObject()
            .put("lines", announced)
            .put("reason", "cancellation " + undo.document().number())
            .put("metadata", metadata);
    ShopAnswer answer = shop.post(path(undo.sale(), "/returns"), request, key("return", undo));
    if (answer.isSuccess()) {
      String id = answer.body().getString("id");
      JsonObject goods = new JsonObject().put("lines", received).put("metadata", metadata);
      answer = shop.post("/api/v1/returns/" + id + "/receive", goods, key("receive", undo));
    }
    if (!answer.isSuccess()) {
      undo.failed(why(answer));
    }
  }

  /** Whether the shop has orders of one of these skus. */
  boolean anySold(List<String> skus) {
    return skus.stream()
        .anyMatch(
            sku -> {
              ShopAnswer answer = shop.get(ORDERS + "?limit=1&sku=" + sku);
              answer.orThrow("Looking for earlier orders");
              return !answer.body().getJsonArray("items").isEmpty();
            });
  }

  private static String path(Sale sale, String step) {
    return ORDERS + "/" + sale.orderId() + step;
  }

  /** The same step of the same replay always has the same key. */
  private String key(String step, Step of) {
    Sale sale = of instanceof Undo undo ? undo.sale() : (Sale) of;
    String key = runId + "-" + step + "-" + of.document().number() + "-" + of.document().day();
    return of instanceof Undo
        ? key + "-" + sale.document().number() + "-" + sale.document().day() + "-" + sale.part()
        : key + "-" + sale.part();
  }

  /** Short, so that equal reasons count together. */
  private static String why(ShopAnswer answer) {
    String code = answer.body().getString("code", "without a problem document");
    JsonArray errors = answer.body().getJsonArray("errors", new JsonArray());
    String field =
        errors.isEmpty() || answer.status() != 422
            ? ""
            : " "
                + errors.getJsonObject(0).getString("code", "")
                + " ("
                + errors.getJsonObject(0).getString("pointer", "").replaceAll("\\d+", "n")
                + ")";
    return answer.status() + " " + code + field;
  }
}
