package io.ecart.inventory.postgres;

import io.ecart.inventory.Books;
import io.ecart.inventory.StockChange;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction full of changes. */
final class Batch {

  /**
   * What it came to.
   *
   * @param outcomes one per ticket, in order
   */
  record Done(Books books, List<Future<Object>> outcomes) {}

  private final SqlConnection connection;
  private final List<Ticket<?, ?>> tickets;
  private final List<Future<?>> stores = new ArrayList<>(0);

  Batch(SqlConnection connection, List<Ticket<?, ?>> tickets) {
    this.connection = connection;
    this.tickets = tickets;
  }

  /** Two round trips: lock and read, then write and commit. */
  Future<Done> run() {
    List<StockChange<?>> changes = new ArrayList<>(tickets.size());
    tickets.forEach(ticket -> changes.add(ticket.change()));
    List<Future<Optional<Reply>>> known = new ArrayList<>(tickets.size());
    tickets.forEach(ticket -> known.add(take(ticket.key())));
    Future<Books> locked = BooksReader.lock(connection, changes);
    return Future.join(known)
        .transform(looked -> locked)
        .compose(books -> write(books, decide(books, known)));
  }

  private Future<Optional<Reply>> take(@Nullable IdempotencyKey key) {
    return key == null ? Future.succeededFuture(Optional.empty()) : Keys.take(connection, key);
  }

  private List<Future<?>> decide(Books books, List<Future<Optional<Reply>>> known) {
    List<Future<?>> results = new ArrayList<>(tickets.size());
    for (int i = 0; i < tickets.size(); i++) {
      Future<Optional<Reply>> stored = known.get(i);
      boolean isNew = stored.succeeded() && stored.result().isEmpty();
      results.add(isNew ? PgStockWriter.attempt(books, tickets.get(i).change()) : stored);
    }
    return results;
  }

  private Future<Done> write(Books books, List<Future<?>> results) {
    boolean wantsIds = tickets.stream().anyMatch(each -> each.change().wantsMovementIds());
    Future<Void> written = BooksWriter.write(connection, books, wantsIds);
    boolean hasKeys = tickets.stream().anyMatch(each -> each.key() != null);
    // Answers that name new ledger entries can be made, and stored, only behind them.
    Future<List<Future<Object>>> answered =
        hasKeys && wantsIds
            ? written.map(done -> answers(results))
            : Future.succeededFuture(hasKeys ? answers(results) : List.of());
    return answered
        .compose(answers -> commit(written).map(committed -> answers))
        .map(
            answers -> {
              books.written();
              return new Done(books, answers.isEmpty() ? answers(results) : answers);
            });
  }

  /** Sent right behind the writes; each of them must have succeeded for the commit to be one. */
  private Future<Void> commit(Future<Void> written) {
    Future<?> committed = connection.query("COMMIT").execute();
    List<Future<?>> all = new ArrayList<>(stores);
    all.add(written);
    all.add(committed);
    return Future.all(all).mapEmpty();
  }

  private List<Future<Object>> answers(List<Future<?>> results) {
    List<Future<Object>> answers = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      answers.add(answer(tickets.get(i), results.get(i)));
    }
    return answers;
  }

  private Future<Object> answer(Ticket<?, ?> ticket, Future<?> result) {
    if (result.succeeded() && result.result() instanceof Optional<?> stored) {
      return Future.succeededFuture(stored.orElseThrow());
    }
    Future<Object> answer = result.map(value -> told(ticket, value));
    IdempotencyKey key = ticket.key();
    if (key != null) {
      store(key, answer);
    }
    return answer;
  }

  @SuppressWarnings("unchecked") // The value is the result of this ticket's own change.
  private static <T> Object told(Ticket<T, ?> ticket, Object value) {
    return Objects.requireNonNull(ticket.answer().apply((T) value));
  }

  private void store(IdempotencyKey key, Future<Object> answer) {
    if (answer.succeeded() && answer.result() instanceof Reply reply) {
      stores.add(Idempotency.store(connection, key, reply));
    } else if (answer.failed()) {
      Problems.storedRefusal(answer.cause(), key)
          .ifPresent(refusal -> stores.add(Idempotency.store(connection, key, refusal)));
    }
  }
}
