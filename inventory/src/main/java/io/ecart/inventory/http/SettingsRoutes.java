package io.ecart.inventory.http;

import io.ecart.inventory.Limits;
import io.ecart.inventory.Location;
import io.ecart.inventory.Locations;
import io.ecart.inventory.Policies;
import io.ecart.inventory.Policy;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;

/** Locations, and the policies of skus. */
public final class SettingsRoutes {
  private static final String LOCATIONS = "/api/v1/locations";
  private static final String POLICY = "/api/v1/stock/:sku/policy";
  private static final int MAX_NAME = 200;
  private static final int MAX_PRIORITY = 1_000_000;
  private static final int MAX_DAYS = 3_650;

  private final Locations locations;
  private final Policies policies;

  public SettingsRoutes(Locations locations, Policies policies) {
    this.locations = locations;
    this.policies = policies;
  }

  public void register(Api api) {
    api.get(LOCATIONS, Access.STAFF, this::list)
        .post(LOCATIONS, Access.STAFF, this::create)
        .get(LOCATIONS + "/:code", Access.STAFF, this::get)
        .patch(LOCATIONS + "/:code", Access.STAFF, this::change)
        .get(POLICY, Access.STAFF, this::policy)
        .put(POLICY, Access.STAFF, this::setPolicy);
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    Cursor cursor = query.cursor();
    int limit = query.limit();
    query.check();
    return locations
        .list(cursor == null ? null : cursor.key(0), limit + 1)
        .map(found -> Reply.page(found, limit, Location::code, Location::toJson));
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    Long priority = body.optionalInteger("priority", 0, MAX_PRIORITY);
    Location location =
        new Location(
            Bodies.location(body, "code"),
            body.text("name", 1, MAX_NAME),
            priority == null ? Location.DEFAULT_PRIORITY : priority.intValue(),
            body.flag("active", true),
            1);
    body.check();
    return locations.add(
        location,
        call.idempotencyKey(),
        added -> Reply.created(LOCATIONS + "/" + added.code(), added.toJson()).etag(1));
  }

  private Future<Reply> get(Call call) {
    String code = call.path("code");
    return locations
        .find(code)
        .map(found -> found.orElseThrow(() -> Problem.notFound("location " + code)))
        .map(SettingsRoutes::ok);
  }

  private static Reply ok(Location location) {
    return Reply.ok(location.toJson()).etag(location.version());
  }

  private Future<Reply> change(Call call) {
    long version = call.ifMatch();
    Fields body = call.body();
    String name = gives(body, "name") ? body.text("name", 1, MAX_NAME) : null;
    Long priority = gives(body, "priority") ? body.integer("priority", 0, MAX_PRIORITY) : null;
    Boolean active = gives(body, "active") ? body.flag("active", true) : null;
    body.check();
    return locations
        .change(
            call.path("code"),
            version,
            present ->
                present.with(
                    name == null ? present.name() : name,
                    priority == null ? present.priority() : priority.intValue(),
                    active == null ? present.active() : active))
        .map(SettingsRoutes::ok);
  }

  /** Null takes a member away, by the rules of merge patches; a location can do without none. */
  private static boolean gives(Fields body, String name) {
    if (body.mentions(name) && !body.has(name)) {
      body.error(name, "required", "cannot be taken away");
    }
    return body.has(name);
  }

  private Future<Reply> policy(Call call) {
    String sku = call.path("sku");
    return policies
        .find(sku)
        .map(found -> found.orElseThrow(() -> Problem.notFound("policy of " + sku)))
        .map(found -> Reply.ok(found.toJson()).etag(found.version()));
  }

  private Future<Reply> setPolicy(Call call) {
    Long version = call.header("If-Match") == null ? null : call.ifMatch();
    Fields body = call.body();
    Limits limits =
        new Limits(
            units(body, "safetyStock"),
            units(body, "lowStockThreshold"),
            units(body, "backorderLimit"));
    Long days = body.optionalInteger("leadTimeDays", 0, MAX_DAYS);
    body.check();
    String sku = call.path("sku");
    if (!Fields.isSku(sku)) {
      throw Problem.notFound("such sku");
    }
    Policy policy = new Policy(sku, limits, days == null ? null : days.intValue(), 0);
    return policies.set(policy, version).map(set -> Reply.ok(set.toJson()).etag(set.version()));
  }

  private static long units(Fields body, String name) {
    Long units = body.optionalInteger(name, 0, Bodies.MAX_UNITS);
    return units == null ? 0 : units;
  }
}
