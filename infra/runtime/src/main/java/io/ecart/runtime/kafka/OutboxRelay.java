package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.kafka.OutboxReader.OutboxRow;
import io.ecart.runtime.lifecycle.Loop;
import io.ecart.runtime.postgres.Postgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox to Kafka, in order, at least once. Of all instances of a service one relays
 * at a time: the one whose connection holds the advisory lock. When it dies, or hangs for ten
 * seconds, its connection and with it the lock is gone, and another takes over from the durable
 * cursor.
 */
public final class OutboxRelay {
  /** The number of the advisory lock that the relaying instance of a service holds. */
  public static final long LOCK = 0x6f7574626f78L;

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long IDLE_MS = 200;
  private static final long RETRY_MS = 1_000;

  /** After a turn with few events the next ones gather for a moment: a turn has a price. */
  private static final long GATHER_MS = 50;

  private static final int MANY = 500;
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final PostgresSettings postgres;
  private final KafkaSettings kafka;
  private final String service;
  private final @Nullable Duration retention;
  private final OutboxMeters meters;
  private @Nullable Promise<Void> poke;
  private boolean poked;
  private final Loop turns;

  /**
   * @param service names the producer and tags the {@link OutboxMeters}
   * @param retention how long published events are kept in the table; null keeps them for good
   */
  public OutboxRelay(
      Vertx vertx,
      PostgresSettings postgres,
      KafkaSettings kafka,
      String service,
      @Nullable Duration retention,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.kafka = kafka;
    this.service = service;
    this.retention = retention;
    this.meters = new OutboxMeters(service, metrics);
    this.turns = new Loop(vertx, this::turn);
  }

  public void start() {
    turns.run();
  }

  /** Says that events were committed, so that they leave at once. */
  public void poke() {
    poked = true;
    Promise<Void> waiting = poke;
    if (waiting != null) {
      poke = null;
      waiting.tryComplete();
    }
  }

  /** Ends after the batch that is under way, or five seconds later. */
  public Future<Void> stop() {
    turns.stop();
    poke();
    return turns.ended().timeout(5, TimeUnit.SECONDS).otherwiseEmpty();
  }

  private Future<Void> turn() {
    return leadOnce()
        .recover(this::noteFailure)
        .compose(done -> turns.stopped() ? Future.succeededFuture() : pause(RETRY_MS));
  }

  /** One turn as candidate and perhaps leader; ends when the connection is lost. */
  private Future<Void> leadOnce() {
    return Postgres.connect(vertx, postgres)
        .compose(
            connection ->
                lock(connection)
                    .compose(leads -> leads ? lead(connection) : follow())
                    .eventually(connection::close));
  }

  private Future<Boolean> lock(PgConnection connection) {
    return connection
        .query("SELECT pg_try_advisory_lock(" + LOCK + ")")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Future<Void> follow() {
    meters.idle();
    return Future.succeededFuture();
  }

  /** A producer belongs to one leadership: what an earlier one left unsent must never follow. */
  private Future<Void> lead(PgConnection connection) {
    EventProducer producer = new EventProducer(vertx, kafka, service + "-outbox");
    OutboxReader reader = new OutboxReader(vertx, connection);
    return reader.open().compose(opened -> relayAll(reader, producer)).eventually(producer::close);
  }

  private Future<Void> relayAll(OutboxReader reader, EventProducer producer) {
    return new Loop(
            vertx,
            () ->
                turns.stopped()
                    ? Future.failedFuture("The relay stops")
                    : relay(reader, producer).compose(count -> afterTurn(reader, count)))
        .run();
  }

  private Future<Void> afterTurn(OutboxReader reader, int count) {
    return prune(reader)
        .compose(
            pruned -> {
              if (count == 0) {
                return rest();
              }
              return count < MANY ? vertx.timer(GATHER_MS).mapEmpty() : Future.succeededFuture();
            });
  }

  private Future<Void> prune(OutboxReader reader) {
    return retention == null ? Future.succeededFuture() : reader.prune(retention, PRUNE_EVERY);
  }

  private Future<Integer> relay(OutboxReader reader, EventProducer producer) {
    poked = false;
    return reader
        .next()
        .compose(
            rows -> {
              meters.waiting(reader.lag());
              if (rows.isEmpty()) {
                return Future.succeededFuture(0);
              }
              meters.sending();
              return reader
                  .during(send(rows, producer))
                  .compose(sent -> reader.published(rows))
                  .map(done -> counted(rows.size()));
            });
  }

  private static Future<?> send(List<OutboxRow> rows, EventProducer producer) {
    return Future.all(
        rows.stream().map(row -> producer.send(row.topic(), row.key(), row.payload())).toList());
  }

  private int counted(int rows) {
    meters.sent(rows);
    return rows;
  }

  private Future<Void> rest() {
    meters.idle();
    return poked ? Future.succeededFuture() : pause(IDLE_MS);
  }

  private Future<Void> pause(long ms) {
    Promise<Void> promise = Promise.promise();
    poke = promise;
    long timer = vertx.setTimer(ms, fired -> promise.tryComplete());
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<Void> noteFailure(Throwable failure) {
    if (turns.stopped()) {
      return Future.succeededFuture();
    }
    LOG.warn("The outbox of {} is not relayed right now: {}", service, failure.toString());
    return Future.succeededFuture();
  }
}
