package io.ecart.local.replay;

import io.ecart.local.demo.ShopGoneException;
import io.ecart.local.replay.Sale.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Plays one day after another: first what is ordered and cancelled, then everything leaves, then
 * what comes back. Customers do their things in turn, and many customers at once.
 */
final class Player implements AutoCloseable {
  private static final LocalTime LEAVES = LocalTime.of(23, 59);

  private final OrderCalls calls;
  private final Progress progress;
  private final ExecutorService threads;

  /**
   * @param inFlight how many requests may be under way at once
   */
  Player(OrderCalls calls, Progress progress, int inFlight) {
    this.calls = calls;
    this.progress = progress;
    this.threads =
        Executors.newFixedThreadPool(
            inFlight,
            task -> {
              Thread thread = new Thread(task, "replay");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Plays a day that is planned.
   *
   * @throws ReplayException when the shop goes away
   */
  void play(Day day) {
    inTurn(day.trading(), this::trade);
    Instant leaves = leaves(day.date());
    List<List<Sale>> parcels =
        day.sales().stream().filter(sale -> sale.state() == State.PLACED).map(List::of).toList();
    inTurn(parcels, sale -> ship(sale, leaves));
    inTurn(day.returns(), step -> giveBack(step, leaves));
  }

  private static Instant leaves(LocalDate date) {
    return date.atTime(LEAVES).toInstant(ZoneOffset.UTC);
  }

  private void trade(Step step) {
    if (step instanceof Sale sale) {
      calls.place(sale);
      progress.ordered();
    } else if (step instanceof Undo undo && undo.sale().state() == State.PLACED) {
      calls.cancel(undo);
    }
  }

  private void ship(Sale sale, Instant leaves) {
    calls.ship(sale, leaves);
    progress.shipped();
  }

  /** What was bought on the day itself cannot come back before it has left. */
  private void giveBack(Step step, Instant leaves) {
    if (step instanceof Undo undo && undo.sale().state() != State.REJECTED) {
      boolean sameDay = undo.sale().document().day().equals(undo.document().day());
      calls.giveBack(undo, sameDay ? leaves : undo.document().at());
    }
  }

  private <T extends Step> void inTurn(Collection<List<T>> chains, Consumer<T> action) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (List<T> chain : chains) {
      tasks.add(
          () -> {
            chain.forEach(action);
            return null;
          });
    }
    try {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("Interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof ShopGoneException || cause instanceof ReplayException) {
      return new ReplayException(String.valueOf(cause.getMessage()), cause);
    }
    return new IllegalStateException("A step failed", cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
