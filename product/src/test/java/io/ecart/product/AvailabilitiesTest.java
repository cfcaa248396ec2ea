package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.ecart.testkit.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AvailabilitiesTest {
  private static final Availability SEVEN =
      new Availability(Availability.Status.IN_STOCK, 7L, Instant.EPOCH);
  private static final Availability TWO =
      new Availability(Availability.Status.LOW_STOCK, 2L, Instant.EPOCH);

  private final FakeSource inventory = new FakeSource(SEVEN);
  private final FakeSource lastKnown = new FakeSource(TWO);
  private final MovableClock clock = MovableClock.standing();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Availabilities stock =
      new Availabilities(inventory, lastKnown, Duration.ofMinutes(1), clock, metrics);

  @Test
  void anAnswerIsUsedAgain() {
    assertEquals(SEVEN, Await.get(stock.of("A-1")));
    assertEquals(Map.of("A-1", SEVEN), Await.get(stock.of(Set.of("A-1"))));

    assertEquals(List.of(Set.of("A-1")), inventory.asked);
  }

  @Test
  void onlyWhatIsNotKnownIsAskedFor() {
    Await.get(stock.of("A-1"));

    Await.get(stock.of(List.of("A-1", "A-2", "A-3")));

    assertEquals(Set.of("A-2", "A-3"), inventory.asked.get(1));
  }

  @Test
  void thoseWhoAskAtTheSameTimeShareACall() {
    Promise<Void> gate = Promise.promise();
    inventory.gate = gate.future();
    List<Future<Availability>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      answers.add(stock.of("A-" + i % 3));
    }

    gate.complete();
    answers.forEach(answer -> assertEquals(SEVEN, Await.get(answer)));

    // Two calls were under way at once; all others waited and found the answer remembered.
    assertEquals(3, inventory.asked.size());
  }

  @Test
  void whenInventoryIsAwayTheLastKnownStateIsGiven() {
    inventory.away = true;

    assertEquals(TWO, Await.get(stock.of("A-1")));
    assertEquals(1, metrics.counter("availability.fallback", "to", "events").count());
  }

  @Test
  void whenNothingIsKnownItIsUnknown() {
    inventory.away = true;
    lastKnown.away = true;

    assertEquals(Availability.UNKNOWN, Await.get(stock.of("A-1")));
    assertEquals(
        Map.of("A-1", Availability.UNKNOWN, "A-2", Availability.UNKNOWN),
        Await.get(stock.of(Set.of("A-1", "A-2"))));
    assertEquals(3, metrics.counter("availability.fallback", "to", "unknown").count());
  }

  @Test
  void anAwayInventoryIsLeftAloneForAWhile() {
    inventory.away = true;
    Await.get(stock.of("A-1"));
    Await.get(stock.of("A-2"));
    Await.get(stock.of(Set.of("A-3")));
    assertEquals(1, inventory.asked.size());

    inventory.away = false;
    clock.move(Duration.ofSeconds(2));

    assertEquals(SEVEN, Await.get(stock.of("A-1")));
    assertEquals(SEVEN, Await.get(stock.of("A-2")));
  }

  @Test
  void whatWasMadeUpIsNotRemembered() {
    inventory.away = true;
    Await.get(stock.of("A-1"));
    inventory.away = false;
    clock.move(Duration.ofSeconds(2));

    assertEquals(SEVEN, Await.get(stock.of("A-1")));
  }

  @Test
  void whatChangedIsAskedForAnew() {
    Await.get(stock.of(Set.of("A-1", "A-2")));

    stock.forget(Set.of("A-1"));
    Await.get(stock.of(Set.of("A-1", "A-2")));

    assertEquals(List.of(Set.of("A-1", "A-2"), Set.of("A-1")), inventory.asked);
  }

  @Test
  void anAnswerThatWasOnItsWayWhenTheStockChangedIsNotUsedAgain() {
    Promise<Void> gate = Promise.promise();
    inventory.gate = gate.future();
    Future<?> first = stock.of(Set.of("A-1", "A-2"));

    stock.forget(Set.of("A-1"));
    gate.complete();
    Await.get(first);
    Await.get(stock.of(Set.of("A-1", "A-2")));

    assertEquals(List.of(Set.of("A-1", "A-2"), Set.of("A-1")), inventory.asked);
  }

  @Test
  void whatIsToldOfANewProductIsNotUsedAgain() {
    assertEquals(SEVEN, Await.get(stock.ofNew("A-1")));
    assertEquals(SEVEN, Await.get(stock.of("A-1")));

    assertEquals(2, inventory.asked.size());
  }

  /** Gives every sku the same answer. */
  private static final class FakeSource implements StockSource {
    private final Availability answer;
    private final List<Set<String>> asked = new ArrayList<>();
    private boolean away;
    private Future<Void> gate = Future.succeededFuture();

    FakeSource(Availability answer) {
      this.answer = answer;
    }

    @Override
    public Future<Map<String, Availability>> ask(Collection<String> skus) {
      asked.add(Set.copyOf(skus));
      Map<String, Availability> all = new HashMap<>();
      skus.forEach(sku -> all.put(sku, answer));
      return away ? Future.failedFuture("away") : gate.map(all);
    }
  }
}
