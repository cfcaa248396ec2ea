package io.ecart.inventory;

import io.ecart.testkit.Await;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures reservations a second against a durable Postgres; not run by the build. Arguments, all
 * optional: {@code clients=64 skus=1000 lines=1 seconds=10 batch=1 mode=reserve|refuse|read}. Each
 * client sends the next request when the last is answered; {@code batch} reservations travel in one
 * request, as the order service sends them.
 */
public final class ReservationThroughput {
  private final Cpu cpu;
  private final int clients;
  private final int skus;
  private final int lines;
  private final int seconds;
  private final int batch;
  private final String mode;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * CPU time so far, in microseconds: on a machine that is busy with other things it says more than
   * the rate does.
   */
  private record Cpu(Path folder) {
    private static final double TICK_US = 10_000;

    /** Of the service's event loop. */
    double eventLoop() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      double sum = 0;
      for (long id : threads.getAllThreadIds()) {
        ThreadInfo thread = threads.getThreadInfo(id);
        if (thread != null && thread.getThreadName().startsWith("vert.x-eventloop-thread-1")) {
          sum = Math.max(sum, threads.getThreadCpuTime(id) / 1e3);
        }
      }
      return sum;
    }

    /** Of all processes of the server. */
    double postgres() {
      try {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow().children().mapToDouble(Cpu::used).sum();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static double used(ProcessHandle process) {
      try {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_US;
      } catch (IOException gone) {
        return 0;
      }
    }
  }

  private ReservationThroughput(Cpu cpu, String... arguments) {
    this.cpu = cpu;
    JsonObject given = new JsonObject();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      given.put(parts[0], parts[1]);
    }
    clients = number(given, "clients", 64);
    skus = number(given, "skus", 1_000);
    lines = number(given, "lines", 1);
    seconds = number(given, "seconds", 10);
    batch = number(given, "batch", 1);
    mode = given.getString("mode", "reserve");
  }

  private static int number(JsonObject given, String name, int fallback) {
    return Integer.parseInt(given.getString(name, Integer.toString(fallback)));
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("throughput");
    try (PostgresServer postgres = PostgresServer.start(PostgresOptions.keptIn(folder));
        RunningInventory inventory =
            RunningInventory.builder()
                .database(postgres.createDatabase("inventory"))
                .with("STOCK_NEWS_INTERVAL", "500ms")
                .with("STOCK_NEWS_PER_SECOND", "500")
                .with("STOCK_BATCHES_IN_FLIGHT", System.getProperty("inFlight", "1"))
                .start()) {
      new ReservationThroughput(new Cpu(folder), arguments).run(inventory);
    }
    System.exit(0);
  }

  private void run(RunningInventory inventory) {
    stock(inventory);
    Vertx vertx = Vertx.vertx();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultPort(inventory.verticle().port()),
            new PoolOptions().setHttp1MaxSize(clients));
    round(client, inventory, Math.max(3, seconds / 3), "warm-up");
    for (int i = 0; i < 3; i++) {
      round(client, inventory, seconds, "round " + (i + 1));
    }
    statements(inventory);
    Await.get(vertx.close());
  }

  private void stock(RunningInventory inventory) {
    long units = "refuse".equals(mode) ? 0 : 1_000_000_000L;
    for (int from = 0; from < skus; from += 1_000) {
      JsonArray rows = new JsonArray();
      for (int i = from; i < Math.min(skus, from + 1_000); i++) {
        rows.add(
            new JsonObject()
                .put("sku", "SKU-" + i)
                .put("location", "main")
                .put("delta", units)
                .put("reason", "received"));
      }
      inventory
          .staff()
          .post("/api/v1/stock/adjustments/batch", new JsonObject().put("adjustments", rows))
          .expect(200);
    }
    inventory.sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  }

  private void statements(RunningInventory inventory) {
    inventory
        .sql(
            "SELECT round(total_exec_time::numeric) AS ms, round(total_plan_time::numeric) AS p,"
                + " calls, rows, left(query, 110) AS q FROM pg_stat_statements"
                + " WHERE calls > 10 ORDER BY total_exec_time DESC LIMIT 12")
        .forEach(row -> System.out.println(row.toJson().encode()));
  }

  private void round(HttpClient client, RunningInventory inventory, int time, String name) {
    done.set(0);
    refused.set(0);
    over.set(false);
    long start = System.nanoTime();
    double loopBefore = cpu.eventLoop();
    double postgresBefore = cpu.postgres();
    Future<?>[] all = new Future<?>[clients];
    for (int i = 0; i < clients; i++) {
      all[i] = client(client, inventory);
    }
    Await.until("the end", Duration.ofSeconds(time + 60), () -> passed(start) > time);
    over.set(true);
    double rate = done.get() / passed(start);
    System.out.printf(
        "%s: %.0f/s (%d refused); CPU of one: %.1f us event loop, %.1f us postgres%n",
        name,
        rate,
        refused.get(),
        (cpu.eventLoop() - loopBefore) / done.get(),
        (cpu.postgres() - postgresBefore) / done.get());
    Await.get(Future.join(List.of(all)));
  }

  private static double passed(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private Future<Void> client(HttpClient client, RunningInventory inventory) {
    Promise<Void> end = Promise.promise();
    String token = "read".equals(mode) ? "" : inventory.serviceToken();
    next(client, token, end);
    return end.future();
  }

  private void next(HttpClient client, String token, Promise<Void> end) {
    if (over.get()) {
      end.tryComplete();
      return;
    }
    send(client, token)
        .onComplete(
            status -> {
              done.addAndGet(batch);
              if (status.failed() || status.result() >= 400) {
                refused.incrementAndGet();
              }
              next(client, token, end);
            });
  }

  private Future<Integer> send(HttpClient client, String token) {
    boolean read = "read".equals(mode);
    String path = batch > 1 ? "/api/v1/reservations/batch" : "/api/v1/reservations";
    RequestOptions options =
        new RequestOptions()
            .setMethod(read ? HttpMethod.GET : HttpMethod.POST)
            .setURI(read ? "/api/v1/stock/" + sku() : path);
    if (!read) {
      options.putHeader("Authorization", "Bearer " + token);
      options.putHeader("Content-Type", "application/json");
    }
    return client
        .request(options)
        .compose(request -> read ? request.send() : request.send(body()))
        .compose(response -> response.body().map(body -> response.statusCode()));
  }

  private Buffer body() {
    if (batch == 1) {
      return wish().toBuffer();
    }
    JsonArray wishes = new JsonArray();
    for (int i = 0; i < batch; i++) {
      wishes.add(wish());
    }
    return new JsonObject().put("reservations", wishes).toBuffer();
  }

  private JsonObject wish() {
    Object[] wanted = new Object[lines * 2];
    for (int i = 0; i < lines; i++) {
      wanted[2 * i] = sku();
      wanted[2 * i + 1] = 1;
    }
    String id = Ids.next().toString();
    return RunningInventory.wish("order/" + id, wanted).put("id", id);
  }

  private String sku() {
    return "SKU-" + ThreadLocalRandom.current().nextInt(skus);
  }
}
