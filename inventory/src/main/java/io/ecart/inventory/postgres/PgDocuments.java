package io.ecart.inventory.postgres;

import io.ecart.inventory.Bookings;
import io.ecart.inventory.Cause;
import io.ecart.inventory.StockDocuments;
import io.ecart.inventory.postgres.PgStockWriter.Work;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents in a table of their own, written together with what they book. */
public final class PgDocuments<D> implements StockDocuments<D> {

  /**
   * How a kind of document is kept.
   *
   * @param name what it is called
   * @param select all columns, up to the condition
   * @param insert with the parameters of {@code row}
   * @param update with the parameters of {@code row}, by id
   */
  record Mapping<D>(
      String name,
      String select,
      String insert,
      String update,
      Function<D, Tuple> row,
      Function<Row, D> read,
      Function<D, String> reference) {}

  private static final UUID LAST = new UUID(-1, -1);

  private final SqlClient client;
  private final PgStockWriter writer;
  private final Mapping<D> mapping;

  PgDocuments(SqlClient client, PgStockWriter writer, Mapping<D> mapping) {
    this.client = client;
    this.writer = writer;
    this.mapping = mapping;
  }

  @Override
  public Future<Reply> add(Future<Step<D>> first, Wish<D> wish) {
    return writer.once(
        wish.key(), work -> first.compose(step -> write(work, mapping.insert(), step, wish)));
  }

  @Override
  public Future<Reply> change(UUID id, Function<D, Step<D>> step, Wish<D> wish) {
    return writer.once(
        wish.key(),
        work ->
            find(work.connection(), id, " FOR UPDATE")
                .map(found -> found.orElseThrow(() -> Problem.notFound(mapping.name() + " " + id)))
                .map(step)
                .compose(next -> write(work, mapping.update(), next, wish)));
  }

  private Future<Reply> write(Work work, String sql, Step<D> step, Wish<D> wish) {
    D document = step.document();
    Cause own = wish.cause().about(mapping.reference().apply(document));
    Future<Void> booked =
        step.bookings().isEmpty()
            ? Future.succeededFuture()
            : work.book(new Bookings(step.bookings(), own));
    return booked
        .compose(
            done -> work.connection().preparedQuery(sql).execute(mapping.row().apply(document)))
        .map(written -> wish.answer().apply(document));
  }

  @Override
  public Future<Optional<D>> find(UUID id) {
    return find(client, id, "");
  }

  private Future<Optional<D>> find(SqlClient on, UUID id, String suffix) {
    return on.preparedQuery(mapping.select() + " WHERE id = $1" + suffix)
        .execute(Tuple.of(id))
        .map(rows -> read(rows).stream().findFirst());
  }

  @Override
  public Future<List<D>> list(@Nullable UUID below, int limit) {
    return client
        .preparedQuery(mapping.select() + " WHERE id < $1 ORDER BY id DESC LIMIT $2")
        .execute(Tuple.of(below == null ? LAST : below, limit))
        .map(this::read);
  }

  private List<D> read(RowSet<Row> rows) {
    List<D> documents = new ArrayList<>(rows.size());
    rows.forEach(row -> documents.add(mapping.read().apply(row)));
    return documents;
  }
}
