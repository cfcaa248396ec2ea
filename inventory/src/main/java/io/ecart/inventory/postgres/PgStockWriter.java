package io.ecart.inventory.postgres;

import io.ecart.inventory.Books;
import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.StockChange;
import io.ecart.inventory.StockWriter;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of stock. Changes that arrive while a transaction is under way form the next: its
 * levels are locked with one statement, decided in memory in order of arrival, and written with one
 * statement and one commit. Instances meet in row locks only, which all take in the same order.
 */
public final class PgStockWriter implements StockWriter {
  private final Idempotency idempotency;
  private final CommittedStock listener;
  private final Transactions transactions;
  private final NaturalBatcher<Ticket<?, ?>, Object> batcher;
  private final Set<String> runningKeys = new HashSet<>();

  /**
   * @param pool also used for changes that have a transaction of their own
   * @param listener is told of every stock whose count this writer has changed
   */
  public PgStockWriter(
      Pool pool, NaturalBatcher.Bounds bounds, MeterRegistry metrics, CommittedStock listener) {
    this.idempotency = new Idempotency(pool);
    this.listener = listener;
    this.transactions = new Transactions(pool);
    this.batcher = new NaturalBatcher<>("stock", bounds, metrics, this::commit);
  }

  @Override
  public <T> Future<T> submit(StockChange<T> change) {
    return submit(new Ticket<>(change, null, Function.identity()));
  }

  @Override
  public <T> Future<Reply> submit(
      StockChange<T> change, @Nullable IdempotencyKey key, Function<T, Reply> answer) {
    if (key == null) {
      return submit(new Ticket<>(change, null, answer));
    }
    String name = key.caller() + ' ' + key.key();
    if (!runningKeys.add(name)) {
      return Problem.inFlight().future();
    }
    return submit(new Ticket<>(change, key, answer)).onComplete(done -> runningKeys.remove(name));
  }

  @SuppressWarnings("unchecked") // The batch's outcome of a ticket is what its answer makes.
  private <T, R> Future<R> submit(Ticket<T, R> ticket) {
    return batcher.submit(ticket).map(outcome -> (R) outcome);
  }

  private Future<List<Future<Object>>> commit(List<Ticket<?, ?>> tickets) {
    return transactions
        .run(connection -> new Batch(connection, tickets).run())
        .map(
            done -> {
              listener.committed(done.books().recountedStocks());
              return done.outcomes();
            })
        .recover(
            failure ->
                Transactions.isOneItemsFault(failure) && tickets.size() > 1
                    ? oneByOne(tickets)
                    : Future.failedFuture(failure));
  }

  /** So that one which the database refuses does not take its neighbours along. */
  private Future<List<Future<Object>>> oneByOne(List<Ticket<?, ?>> tickets) {
    List<Future<Object>> outcomes = new ArrayList<>(tickets.size());
    Future<?> previous = Future.succeededFuture();
    for (Ticket<?, ?> ticket : tickets) {
      Future<Object> outcome =
          previous.transform(done -> commit(List.of(ticket))).compose(list -> list.get(0));
      outcomes.add(outcome);
      previous = outcome;
    }
    return previous.transform(done -> Future.succeededFuture(outcomes));
  }

  @Override
  public <T> Future<Reply> submitAll(
      List<? extends StockChange<T>> changes,
      @Nullable IdempotencyKey key,
      Function<List<Future<T>>, Reply> answer) {
    return once(key, work -> work.attemptAll(changes).map(answer));
  }

  static <T> Future<T> attempt(Books books, StockChange<T> change) {
    try {
      return Future.succeededFuture(books.decide(change));
    } catch (Problem refused) {
      return refused.future();
    }
  }

  /**
   * Carries events out as changes, in the transaction that marks the events taken. A change that is
   * refused fails all of them: the consumer then tries them one by one, and one alone is told why.
   *
   * @param changes what the events mean
   */
  public EventHandler handler(Function<List<Event>, List<StockChange<?>>> changes) {
    return (transaction, events) -> apply(transaction, changes.apply(events));
  }

  private Future<Runnable> apply(SqlConnection transaction, List<StockChange<?>> changes) {
    return BooksReader.lock(transaction, changes)
        .compose(
            books -> {
              changes.forEach(books::decide);
              return BooksWriter.write(transaction, books, false)
                  .map(done -> (Runnable) () -> committed(books));
            });
  }

  /**
   * Runs other work together with changes of stock in one transaction, once per key. The work books
   * through {@link Work#book}.
   */
  Future<Reply> once(@Nullable IdempotencyKey key, Function<Work, Future<Reply>> work) {
    AtomicReference<@Nullable Work> last = new AtomicReference<>();
    return transactions
        .retrying(
            () -> {
              // An answer that is there already is given without any work.
              last.set(null);
              return idempotency.once(
                  key,
                  connection -> {
                    Work fresh = new Work(connection, new ArrayList<>(1));
                    last.set(fresh);
                    return work.apply(fresh);
                  });
            })
        .onSuccess(reply -> committed(last.get()));
  }

  /** A transaction, and what was booked in it. */
  record Work(SqlConnection connection, List<Books> booked) {

    /** Books in this transaction; a refusal fails all of it. */
    Future<Void> book(StockChange<?> change) {
      return BooksReader.lock(connection, List.of(change))
          .compose(
              books -> {
                books.decide(change);
                booked.add(books);
                return BooksWriter.write(connection, books, false);
              });
    }

    /** Books in this transaction; a refusal is the outcome of the one change that it is about. */
    <T> Future<List<Future<T>>> attemptAll(List<? extends StockChange<T>> changes) {
      return BooksReader.lock(connection, changes)
          .compose(
              books -> {
                List<Future<T>> outcomes = new ArrayList<>(changes.size());
                changes.forEach(change -> outcomes.add(attempt(books, change)));
                booked.add(books);
                boolean wantsIds = changes.stream().anyMatch(StockChange::wantsMovementIds);
                return BooksWriter.write(connection, books, wantsIds).map(outcomes);
              });
    }
  }

  private void committed(@Nullable Work work) {
    if (work != null) {
      work.booked().forEach(this::committed);
    }
  }

  private void committed(Books books) {
    books.written();
    listener.committed(books.recountedStocks());
  }
}
