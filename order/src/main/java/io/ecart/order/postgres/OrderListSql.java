package io.ecart.order.postgres;

import io.ecart.order.Ids;
import io.ecart.order.OrderStore.Filter;
import io.ecart.runtime.http.Fields;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query behind a list of orders. Only the conditions that were asked for are in it, so that
 * Postgres plans for these; the number of texts is small, and each is prepared once.
 *
 * @param text with parameters
 * @param parameters in their order
 */
record OrderListSql(String text, Tuple parameters) {

  static OrderListSql of(Filter filter) {
    Conditions conditions = new Conditions();
    conditions.add("o.status <> 'void'");
    conditions.add("o.customer_id = ", filter.customerId());
    // Written out, because a partial index is of use only where the value is known.
    if (filter.status() != null) {
      conditions.add("o.status = '" + Fields.wire(filter.status()) + "'");
    }
    conditions.add("o.number = ", filter.number());
    conditions.add("o.id < ", filter.before());
    conditions.add("o.id >= ", filter.from() == null ? null : Ids.floor(filter.from()));
    conditions.add("o.id < ", filter.to() == null ? null : Ids.floor(filter.to()));
    String from = "orders o";
    if (filter.sku() != null) {
      from = "(SELECT DISTINCT order_id FROM order_line WHERE sku = " + conditions.parameter(filter.sku())
          + ") AS line JOIN orders o ON o.id = line.order_id";
    }
    String text =
        "SELECT " + OrderRows.COLUMNS + " FROM " + from
            + " WHERE " + String.join(" AND ", conditions.texts)
            + " ORDER BY o.id DESC LIMIT " + conditions.parameter(filter.limit());
    return new OrderListSql(text, conditions.parameters);
  }

  /** Conditions and their parameters, which are numbered as they come. */
  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Tuple parameters = Tuple.tuple();

    void add(String condition) {
      texts.add(condition);
    }

    void add(String condition, @Nullable Object value) {
      if (value != null) {
        texts.add(condition + parameter(value));
      }
    }

    String parameter(Object value) {
      parameters.addValue(value);
      return "$" + parameters.size();
    }
  }
}
