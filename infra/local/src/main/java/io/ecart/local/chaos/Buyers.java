package io.ecart.local.chaos;

import io.ecart.local.chaos.Patient.Answer;
import io.ecart.local.load.Child;
import io.ecart.local.load.Shop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who order two things at a time, of whom some cancel and some get their goods; and what
 * they were told.
 */
final class Buyers {
  private static final int COUNT = 16;
  private static final int PAUSE_MS = 120;
  private static final double CANCELLED = 0.15;
  private static final double SHIPPED = 0.45;
  private static final Duration END_LIMIT = Duration.ofMinutes(4);

  /** What the owner of an order was told last. */
  enum Fate {
    PLACED,
    CANCELLED,
    SHIPPED
  }

  private final World world;
  private final List<String> skus;
  private final Patient client = new Patient();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Fate> orderToFate = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final AtomicLong servedAt = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean stopping;

  Buyers(World world, List<String> skus) {
    this.world = world;
    this.skus = skus;
  }

  void start(long seed) {
    for (int i = 0; i < COUNT; i++) {
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> shop(random), "buyer-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Ends when everything that was begun has its answer. */
  void stop() {
    stopping = true;
    if (!Waits.until(() -> threads.stream().noneMatch(Thread::isAlive), END_LIMIT)) {
      complaints.add("buyers wait for ever");
    }
  }

  private void shop(Random random) {
    String customer = world.token("alice");
    String staff = world.token("sam");
    while (!stopping) {
      int first = random.nextInt(skus.size());
      List<String> two = List.of(skus.get(first), skus.get((first + 1) % skus.size()));
      long begun = System.nanoTime();
      Answer answer = client.post(world.orders(), customer, Shop.order(two));
      if (answer.status() == 201) {
        placed(answer.body(), customer, staff, random.nextDouble());
      } else if (answer.code().equals("insufficient_stock")) {
        refused.incrementAndGet();
      } else {
        complain("placing", answer);
      }
      servedAt.accumulateAndGet(begun, Math::max);
      Child.pause(random.nextInt(PAUSE_MS));
    }
  }

  private void placed(JsonObject order, String customer, String staff, double dice) {
    String id = order.getString("id");
    if (orderToFate.put(id, Fate.PLACED) != null) {
      complaints.add("two keys got the order " + id);
    }
    String url = world.orders() + "/" + id;
    if (dice < CANCELLED) {
      JsonObject body = new JsonObject().put("reason", "drill");
      note(id, Fate.CANCELLED, 200, client.post(url + "/cancel", customer, body));
    } else if (dice < SHIPPED) {
      note(id, Fate.SHIPPED, 201, client.post(url + "/shipments", staff, allOf(order)));
    }
  }

  private static JsonObject allOf(JsonObject order) {
    JsonArray lines = new JsonArray();
    for (Object each : order.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      lines.add(
          new JsonObject()
              .put("lineId", line.getString("lineId"))
              .put("quantity", line.getLong("quantity")));
    }
    return new JsonObject().put("lines", lines);
  }

  private void note(String id, Fate fate, int expected, Answer answer) {
    if (answer.status() == expected) {
      orderToFate.put(id, fate);
    } else {
      complain(fate + " of " + id, answer);
    }
  }

  private void complain(String what, Answer answer) {
    complaints.add(what + " was answered " + answer.status() + " " + answer.body().encode());
  }

  /** Every order that was acknowledged. */
  Map<String, Fate> orderToFate() {
    return orderToFate;
  }

  /** What nobody should be told. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Orders that were refused because the goods were gone. */
  long refused() {
    return refused.get();
  }

  /** Whether an order that began since then was taken or refused. */
  boolean wereServedSince(long nanos) {
    return servedAt.get() - nanos > 0;
  }

  Map<Integer, AtomicLong> statusToCount() {
    return client.statusToCount();
  }
}
