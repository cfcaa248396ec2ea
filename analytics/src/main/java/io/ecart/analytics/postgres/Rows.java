package io.ecart.analytics.postgres;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as values of the domain. */
final class Rows {

  private Rows() {}

  static <T> List<T> map(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> values = new ArrayList<>(rows.size());
    for (Row row : rows) {
      values.add(mapper.apply(row));
    }
    return values;
  }

  static @Nullable Instant time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
