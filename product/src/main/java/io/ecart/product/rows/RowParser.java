package io.ecart.product.rows;

import io.ecart.product.Row;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Turns the bytes of an import into rows, as they come. */
public interface RowParser {

  /**
   * Takes the next bytes.
   *
   * @return the rows that they complete
   * @throws io.ecart.runtime.problem.Problem when nothing of the body can be read
   */
  List<Row> feed(Buffer chunk);

  /** Says that there are no more bytes; gives the last rows. */
  List<Row> finish();
}
