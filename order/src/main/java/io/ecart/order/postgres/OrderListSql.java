package io.ecart.order.postgres;

import io.ecart.order.Ids;
import io.ecart.order.OrderStore.Filter;
import io.ecart.runtime.http.Fields;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
    // Written out, because a partial index is of use only where the value is known.
    if (filter.status() != null) {
      conditions.add("o.status = '" + Fields.wire(filter.status()) + "'");
    }
    conditions.add("o.customer_id = ", filter.customerId());
    conditions.add("o.number = ", filter.number());
    conditions.add("o.id < ", filter.before());
    conditions.add("o.id >= ", floor(filter.from()));
    conditions.add("o.id < ", floor(filter.to()));
    String from = filter.sku() == null ? "orders o" : withLine(conditions, filter.sku());
    String where = String.join(" AND ", conditions.texts);
    String limit = conditions.parameter(filter.limit());
    return new OrderListSql(
        "SELECT %s FROM %s WHERE %s ORDER BY o.id DESC LIMIT %s"
            .formatted(OrderRows.COLUMNS, from, where, limit),
        conditions.parameters);
  }

  private static String withLine(Conditions conditions, String sku) {
    String parameter = conditions.parameter(sku);
    return "(SELECT DISTINCT order_id FROM order_line WHERE sku = "
        + parameter
        + ") AS line JOIN orders o ON o.id = line.order_id";
  }

  private static @Nullable UUID floor(@Nullable Instant time) {
    return time == null ? null : Ids.floor(time);
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
