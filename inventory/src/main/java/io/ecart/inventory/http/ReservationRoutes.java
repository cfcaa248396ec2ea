package io.ecart.inventory.http;

import io.ecart.inventory.Cause;
import io.ecart.inventory.EndHold.Commit;
import io.ecart.inventory.EndHold.Release;
import io.ecart.inventory.ExtendHold;
import io.ecart.inventory.Reservation;
import io.ecart.inventory.Reservations;
import io.ecart.inventory.Reserve;
import io.ecart.inventory.StockReader;
import io.ecart.inventory.StockWriter;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Holds: what order and other services ask for, and staff by hand. */
public final class ReservationRoutes {
  private static final String PATH = "/api/v1/reservations";
  private static final int MAX_BATCH = 500;

  private final Reservations reservations;
  private final StockWriter writer;
  private final StockReader reader;
  private final Clock clock;

  public ReservationRoutes(
      Reservations reservations, StockWriter writer, StockReader reader, Clock clock) {
    this.reservations = reservations;
    this.writer = writer;
    this.reader = reader;
    this.clock = clock;
  }

  public void register(Api api) {
    api.post(PATH, Access.SERVICE, this::create)
        .post(PATH + "/batch", Access.SERVICE, this::createAll)
        .post(PATH + "/batch-release", Access.SERVICE, this::releaseAll)
        .get(PATH + "/:id", Access.SERVICE, this::get)
        .post(PATH + "/:id/extend", Access.SERVICE, this::extend)
        .post(PATH + "/:id/commit", Access.SERVICE, this::commit)
        .delete(PATH + "/:id", Access.SERVICE, this::release);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    Reserve wish = Bodies.reserve(body, clock.instant(), call.caller().actor());
    body.check();
    IdempotencyKey key = call.idempotencyKey();
    return key == null
        ? reservations.reserve(wish).map(ReservationRoutes::created)
        : reservations.reserve(wish, key, ReservationRoutes::created);
  }

  private static Reply created(Reservation hold) {
    return Reply.created(PATH + "/" + hold.id(), hold.toJson()).etag(hold.version());
  }

  private Future<Reply> createAll(Call call) {
    Fields body = call.body();
    Instant now = clock.instant();
    String actor = call.caller().actor();
    List<Reserve> wishes =
        body.each("reservations", 1, MAX_BATCH, each -> Bodies.reserve(each, now, actor));
    body.check();
    IdempotencyKey key = call.idempotencyKey();
    if (key != null) {
      return reservations.reserveAll(wishes, key, ReservationRoutes::results);
    }
    boolean again = call.header(Ask.AGAIN) != null;
    List<Future<Reservation>> holds = new ArrayList<>(wishes.size());
    wishes.forEach(
        wish -> holds.add(again ? reservations.reserveAgain(wish) : reservations.reserve(wish)));
    return Future.join(holds).transform(joined -> Results.ofAny(holds, ReservationRoutes::granted));
  }

  private static Reply results(List<Future<Reservation>> holds) {
    return Results.of(holds, ReservationRoutes::granted);
  }

  private static JsonObject granted(Reservation hold) {
    return new JsonObject().put("status", 201).put("reservation", hold.toJson());
  }

  private Future<Reply> releaseAll(Call call) {
    Fields body = call.body();
    List<UUID> holds = Uuids.members(body, "ids", 0, MAX_BATCH);
    body.check();
    Cause cause = Cause.of(null, call.caller().actor());
    List<Release> releases = holds.stream().map(id -> new Release(id, cause)).toList();
    IdempotencyKey key = call.idempotencyKey();
    if (key != null) {
      return writer.submitAll(releases, key, ReservationRoutes::released);
    }
    List<Future<Reservation>> ended = new ArrayList<>(releases.size());
    releases.forEach(release -> ended.add(writer.submit(release)));
    return Future.join(ended)
        .transform(joined -> Results.ofAny(ended, ReservationRoutes::givenBack));
  }

  private static Reply released(List<Future<Reservation>> ended) {
    return Results.of(ended, ReservationRoutes::givenBack);
  }

  private static JsonObject givenBack(Reservation hold) {
    return new JsonObject().put("id", hold.id().toString()).put("status", 204);
  }

  private Future<Reply> get(Call call) {
    UUID id = id(call);
    return reader
        .reservation(id)
        .map(found -> found.orElseThrow(() -> Problem.notFound("reservation " + id)))
        .map(ReservationRoutes::ok);
  }

  private static Reply ok(Reservation hold) {
    return Reply.ok(hold.toJson()).etag(hold.version());
  }

  private Future<Reply> extend(Call call) {
    Fields body = call.optionalBody();
    long seconds = Bodies.ttl(body);
    body.check();
    Instant now = clock.instant();
    ExtendHold change = new ExtendHold(id(call), now, now.plusSeconds(seconds), false);
    return writer.submit(change, call.idempotencyKey(), ReservationRoutes::ok);
  }

  private Future<Reply> commit(Call call) {
    call.optionalBody().check();
    Cause cause = Cause.of(null, call.caller().actor());
    return writer.submit(
        new Commit(id(call), clock.instant(), cause), call.idempotencyKey(), ReservationRoutes::ok);
  }

  private Future<Reply> release(Call call) {
    Cause cause = Cause.of(null, call.caller().actor());
    return writer.submit(new Release(id(call), cause)).map(done -> Reply.noContent());
  }

  private static UUID id(Call call) {
    return Uuids.path(call, "id", "reservation");
  }
}
