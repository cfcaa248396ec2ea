package io.ecart.product.rows;

import io.ecart.product.Product;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Writes products as an import would read them. */
public interface RowWriter {

  /** What stands before the first product. */
  Buffer head();

  Buffer rows(List<Product> products);
}
