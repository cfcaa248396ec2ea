package io.ecart.analytics.postgres;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array per column, as {@code unnest} wants them. */
final class Columns<R> {
  private final Collection<R> rows;
  private final Tuple tuple = Tuple.tuple();

  private Columns(Collection<R> rows) {
    this.rows = rows;
  }

  static <R> Columns<R> of(Collection<R> rows) {
    return new Columns<>(rows);
  }

  Columns<R> texts(Function<R, @Nullable String> column) {
    tuple.addValue(rows.stream().map(column).toArray(String[]::new));
    return this;
  }

  Columns<R> numbers(ToLongFunction<R> column) {
    tuple.addValue(rows.stream().map(column::applyAsLong).toArray(Long[]::new));
    return this;
  }

  Columns<R> optionalNumbers(Function<R, @Nullable Long> column) {
    tuple.addValue(rows.stream().map(column).toArray(Long[]::new));
    return this;
  }

  Columns<R> times(Function<R, @Nullable Instant> column) {
    tuple.addValue(rows.stream().map(row -> utc(column.apply(row))).toArray(OffsetDateTime[]::new));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Tuple tuple() {
    return tuple;
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
