package io.ecart.local;

import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What tests of the whole shop ask of it. */
public final class Requests {
  private static final String API = "/api/v1";

  private Requests() {}

  /**
   * Puts goods on the shelf.
   *
   * @param catalogue staff at the product service, or at the edge
   * @param shelf staff at the inventory service, or at the edge
   */
  public static void stock(
      HttpProbe catalogue, HttpProbe shelf, String sku, int priceMinor, int pieces) {
    JsonObject product =
        new JsonObject()
            .put("sku", sku)
            .put("name", "The " + sku)
            .put("description", "Made for a test.")
            .put("category", "test")
            .put("status", "active")
            .put("price", JsonObject.of("amount", priceMinor, "currency", "EUR"));
    catalogue.post(API + "/products", product).expect(201);
    JsonObject received =
        JsonObject.of("sku", sku, "location", "main", "delta", pieces, "reason", "received");
    shelf.post(API + "/stock/adjustments", received).expect(201);
  }

  /**
   * An order.
   *
   * @param buyer the mail goes to this name at {@code example.com}
   */
  public static JsonObject order(String buyer, JsonObject... lines) {
    return new JsonObject()
        .put("lines", JsonArray.of((Object[]) lines))
        .put("contact", JsonObject.of("email", buyer + "@example.com"))
        .put("shippingAddress", address());
  }

  public static JsonObject line(String sku, int quantity) {
    return JsonObject.of("sku", sku, "quantity", quantity);
  }

  /** A new one each time: a test may spoil it. */
  static JsonObject address() {
    return new JsonObject()
        .put("name", "A. Person")
        .put("line1", "1 High Street")
        .put("city", "Vienna")
        .put("postalCode", "1010")
        .put("country", "AT");
  }

  /** The same probe as a demo user. */
  static HttpProbe signIn(HttpProbe guest, String user) {
    Map<String, String> form =
        Map.of("grant_type", "password", "username", user, "password", user + "-demo");
    JsonObject answer = guest.postForm(API + "/auth/token", form).expect(200).json();
    return guest.as(answer.getString("access_token"));
  }
}
