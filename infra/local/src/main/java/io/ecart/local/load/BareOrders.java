package io.ecart.local.load;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.runtime.batch.NaturalBatcher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * What Vert.x and a durable Postgres can do together: every {@code POST} becomes an order, a line,
 * an event and a unit less in stock. The requests that arrive while a commit is in flight share the
 * next one, which is a single statement. There is nothing else: no prices, rules, keys or users.
 */
final class BareOrders extends VerticleBase {
  private static final NaturalBatcher.Bounds BOUNDS = new NaturalBatcher.Bounds(512, 2, 4_096);

  private record Placed(UUID id, String sku, long quantity, String text) {}

  private final int port;
  private final String database;
  private NaturalBatcher<Placed, UUID> batcher;
  private Pool pool;

  /**
   * @param port where it listens
   * @param database its Postgres, with the tables of {@link BareTables}
   */
  @SuppressWarnings("NullAway.Init") // start() sets the rest.
  BareOrders(int port, String database) {
    this.port = port;
    this.database = database;
  }

  @Override
  public Future<?> start() {
    PgConnectOptions options =
        PgConnectOptions.fromUri(database).setCachePreparedStatements(true).setPipeliningLimit(4);
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(BOUNDS.inFlight()))
            .connectingTo(options)
            .using(vertx)
            .build();
    batcher = new NaturalBatcher<>("bare", BOUNDS, new SimpleMeterRegistry(), this::write);
    return vertx.createHttpServer().requestHandler(this::place).listen(port, "127.0.0.1");
  }

  private void place(HttpServerRequest request) {
    request
        .body()
        .map(BareOrders::read)
        .compose(batcher::submit)
        .onSuccess(id -> answer(request, 201, new JsonObject().put("id", id.toString())))
        .onFailure(e -> answer(request, 500, new JsonObject().put("code", "internal")));
  }

  private static Placed read(Buffer body) {
    JsonObject line = body.toJsonObject().getJsonArray("lines").getJsonObject(0);
    return new Placed(
        UuidCreator.getTimeOrderedEpoch(),
        line.getString("sku"),
        line.getLong("quantity"),
        body.toString());
  }

  private Future<List<Future<UUID>>> write(List<Placed> batch) {
    return pool.preparedQuery(BareTables.PLACE)
        .execute(
            Tuple.of(
                batch.stream().map(Placed::id).toArray(UUID[]::new),
                batch.stream().map(Placed::sku).toArray(String[]::new),
                batch.stream().map(Placed::quantity).toArray(Long[]::new),
                batch.stream().map(Placed::text).toArray(String[]::new)))
        .map(rows -> batch.stream().map(p -> Future.succeededFuture(p.id())).toList());
  }

  private static void answer(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer())
        .onFailure(e -> request.connection().close());
  }
}
