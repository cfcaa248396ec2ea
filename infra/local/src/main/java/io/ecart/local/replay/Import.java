package io.ecart.local.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the shop made of the catalogue.
 *
 * @param created new products
 * @param updated products that were there and are others now
 * @param unchanged products that were there
 * @param refused skus that the shop did not take
 */
record Import(int created, int updated, int unchanged, Set<String> refused) {

  static Import of(ShopClient shop, List<Product> products) {
    JsonObject report =
        shop.send("POST", "/api/v1/products/import", "text/csv", csv(products))
            .orThrow("Importing the catalogue")
            .body();
    Set<String> refused = new HashSet<>();
    JsonArray errors = report.getJsonArray("errors", new JsonArray());
    for (int i = 0; i < errors.size(); i++) {
      refused.add(errors.getJsonObject(i).getString("sku", ""));
    }
    if (report.getInteger("failed") > refused.size()) {
      throw new ReplayException("The import failed for more products than it names: " + report);
    }
    return new Import(
        report.getInteger("created"),
        report.getInteger("updated"),
        report.getInteger("unchanged"),
        refused);
  }

  static String csv(List<Product> products) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("sku", "name", "category", "price", "currency");
      for (Product product : products) {
        csv.writeRecord(
            product.sku(),
            product.name(),
            product.category(),
            BigDecimal.valueOf(product.priceMinor(), 2).toPlainString(),
            OrderBodies.CURRENCY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A StringWriter does not fail", e);
    }
    return text.toString();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("created", created)
        .put("updated", updated)
        .put("unchanged", unchanged)
        .put("refused", new JsonArray(refused.stream().sorted().toList()));
  }
}
