package io.ecart.order.postgres;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns rows into one array per column, as {@code unnest} takes them. */
final class Columns<T> {
  private final Tuple parameters;
  private final List<T> rows;

  Columns(Tuple parameters, List<T> rows) {
    this.parameters = parameters;
    this.rows = rows;
  }

  /** Adds the next parameter: one value of every row. */
  <V> Columns<T> add(IntFunction<V[]> array, Function<T, @Nullable V> column) {
    V[] values = array.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    parameters.addValue(values);
    return this;
  }
}
