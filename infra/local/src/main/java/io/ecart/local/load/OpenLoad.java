package io.ecart.local.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * An open load: requests begin when their time has come, whether or not earlier ones were answered,
 * and their latency counts from that time. A server that stalls is seen as its users see it.
 */
final class OpenLoad implements AutoCloseable {
  private static final int CONNECTIONS = 512;
  private static final long TICK_MS = 1;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);
  private static final int REFUSED = 400;

  /** Waits for its next tick without spinning: it shares the cores with the system. */
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));

  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setTcpNoDelay(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));

  /**
   * What came of a load.
   *
   * @param sample times are from when each request was to begin
   * @param statuses how many answers of each status; 0 for none at all
   */
  record Result(Sample sample, Map<Integer, Long> statuses) {}

  /** All on one event loop. */
  private final class Run {
    private final int port;
    private final Request.Batch batch;
    private final double perNano;
    private final long count;
    private final long beginNanos = System.nanoTime();
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final CompletableFuture<Result> result;
    private long begun;
    private long ended;

    Run(
        CompletableFuture<Result> result,
        int port,
        Request.Batch batch,
        double perSecond,
        long count) {
      this.result = result;
      this.port = port;
      this.batch = batch;
      this.perNano = perSecond / 1e9;
      this.count = count;
    }

    void tick(long timer) {
      while (begun < count && dueNanos(begun) <= System.nanoTime()) {
        send(begun++);
      }
      if (begun == count) {
        vertx.cancelTimer(timer);
      }
    }

    /** At an endless rate all begin at once. */
    private long dueNanos(long number) {
      return beginNanos + (Double.isInfinite(perNano) ? 0 : (long) (number / perNano));
    }

    private void send(long number) {
      Request request = batch.requests().get((int) (number % batch.requests().size()));
      RequestOptions options =
          new RequestOptions()
              .setHost("127.0.0.1")
              .setPort(port)
              .setMethod(HttpMethod.valueOf(request.method()))
              .setURI(request.path());
      batch.headers().forEach((name, value) -> options.putHeader(name, fresh(value, number)));
      client
          .request(options)
          .compose(out -> request.body().isEmpty() ? out.send() : out.send(request.body()))
          .compose(in -> in.body().map(in.statusCode()))
          .recover(broken -> Future.succeededFuture(0))
          .onSuccess(status -> note(status, dueNanos(number)));
    }

    private String fresh(String value, long number) {
      return value.replace("{n}", beginNanos + "-" + number);
    }

    private void note(int status, long dueNanos) {
      long tookMicros = (System.nanoTime() - dueNanos) / 1_000;
      micros.recordValue(Math.min(tookMicros, LONGEST_MICROS));
      statuses.merge(status, 1L, Long::sum);
      if (++ended == count) {
        result.complete(new Result(sample(), statuses));
      }
    }

    private Sample sample() {
      long refused =
          statuses.entrySet().stream()
              .filter(entry -> entry.getKey() >= REFUSED)
              .mapToLong(Map.Entry::getValue)
              .sum();
      long broken = statuses.getOrDefault(0, 0L);
      return new Sample(
          count - broken,
          (System.nanoTime() - beginNanos) / 1e9,
          micros.getValueAtPercentile(50),
          micros.getValueAtPercentile(99),
          micros.getValueAtPercentile(99.9),
          micros.getMaxValue(),
          refused,
          broken);
    }
  }

  /** Begins so many requests a second for some seconds; ends when all are answered. */
  CompletableFuture<Result> at(double perSecond, int seconds, int port, Request.Batch batch) {
    return start(port, batch, perSecond, (long) (perSecond * seconds));
  }

  /** Begins so many requests at once. */
  CompletableFuture<Result> burst(long count, int port, Request.Batch batch) {
    return start(port, batch, Double.POSITIVE_INFINITY, count);
  }

  /** Waits on this thread, which is not one that events run on. */
  static Result await(CompletableFuture<Result> result) {
    while (!result.isDone()) {
      Measuring.pauseSeconds(1);
    }
    return Objects.requireNonNull(result.getNow(null));
  }

  private CompletableFuture<Result> start(
      int port, Request.Batch batch, double perSecond, long count) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    vertx.runOnContext(
        started -> {
          Run run = new Run(result, port, batch, perSecond, count);
          vertx.setPeriodic(TICK_MS, run::tick);
        });
    return result;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
