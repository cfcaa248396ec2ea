package io.ecart.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A small catalogue with stock, so that a system that was just started can be tried. */
public final class DemoCatalogue {
  private static final String FILE = "/demo/catalogue.csv";
  private static final String LIMITED = "CONSOLE-X";
  private static final int PIECES = 1_000;
  private static final int LIMITED_PIECES = 100;

  private DemoCatalogue() {}

  /**
   * Imports the products and books their opening stock.
   *
   * @return what was done, for people
   */
  public static String load(int edgePort) {
    ShopClient shop = new ShopClient("http://127.0.0.1:" + edgePort, "sam");
    String csv = csv();
    JsonObject report =
        shop.send("POST", "/api/v1/products/import", "text/csv", csv)
            .orThrow("Importing the demo catalogue")
            .body();
    JsonArray adjustments = new JsonArray();
    csv.lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .forEach(sku -> adjustments.add(opening(sku)));
    shop.post("/api/v1/stock/adjustments/batch", new JsonObject().put("adjustments", adjustments))
        .orThrow("Booking the opening stock");
    return report.getInteger("created") + " products in stock";
  }

  private static JsonObject opening(String sku) {
    return new JsonObject()
        .put("sku", sku)
        .put("location", "main")
        .put("delta", sku.equals(LIMITED) ? LIMITED_PIECES : PIECES)
        .put("reason", "received")
        .put("note", "opening stock");
  }

  private static String csv() {
    try (InputStream in = DemoCatalogue.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + FILE, e);
    }
  }
}
