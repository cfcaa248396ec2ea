package io.ecart.product.rows;

import io.ecart.product.Product;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Writes a JSON object per line, without what a writer of products does not decide. */
final class NdjsonRowWriter implements RowWriter {

  @Override
  public Buffer head() {
    return Buffer.buffer();
  }

  @Override
  public Buffer rows(List<Product> products) {
    Buffer buffer = Buffer.buffer();
    for (Product product : products) {
      JsonObject json = new JsonObject().put("sku", product.sku());
      // By way of a text: straight into bytes, Jackson writes each emoji as two escapes, 12 bytes.
      String row = json.mergeIn(product.details().toJson()).encode();
      buffer.appendString(row).appendString("\n");
    }
    return buffer;
  }
}
