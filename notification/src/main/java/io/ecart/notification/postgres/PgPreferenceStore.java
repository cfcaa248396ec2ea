package io.ecart.notification.postgres;

import io.ecart.notification.Channel;
import io.ecart.notification.PreferenceStore;
import io.ecart.notification.Preferences;
import io.ecart.notification.QuietHours;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Preferences in Postgres. */
public final class PgPreferenceStore implements PreferenceStore {
  private static final String FIND =
      "SELECT * FROM preference WHERE customer_id = ANY ($1::text[])";

  /** Inserts only where nothing is expected to be, updates only what is expected to be there. */
  private static final String PUT =
      "INSERT INTO preference AS p (customer_id, channels, quiet_hours, locale, version,"
          + " updated_at) SELECT $1, $2, $3, $4, 1, $5 WHERE $6::bigint <= 0 OR EXISTS (SELECT 1"
          + " FROM preference WHERE customer_id = $1) ON CONFLICT (customer_id) DO UPDATE SET"
          + " channels = excluded.channels, quiet_hours = excluded.quiet_hours, locale ="
          + " excluded.locale, version = p.version + 1, updated_at = excluded.updated_at WHERE $6 ="
          + " -1 OR p.version = $6 RETURNING *";

  private final Pool pool;
  private final Clock clock;

  public PgPreferenceStore(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Those of many customers; who said nothing is left out. */
  static Future<List<Preferences>> find(SqlClient client, Collection<String> customers) {
    if (customers.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of((Object) customers.toArray(String[]::new)))
        .map(rows -> Rows.all(rows, PgPreferenceStore::preferences));
  }

  @Override
  public Future<Optional<Preferences>> find(String customerId) {
    return find(pool, List.of(customerId)).map(found -> found.stream().findFirst());
  }

  @Override
  public Future<Preferences> put(Preferences preferences, long ifVersion) {
    QuietHours quiet = preferences.quietHours();
    Tuple row =
        Tuple.of(
            preferences.customerId(),
            preferences.channelsJson(),
            quiet == null ? null : quiet.toJson(),
            preferences.locale(),
            Rows.utc(clock.instant()),
            ifVersion);
    return pool.preparedQuery(PUT)
        .execute(row)
        .map(
            rows ->
                Rows.first(rows, PgPreferenceStore::preferences)
                    .orElseThrow(PgPreferenceStore::stale));
  }

  private static Problem stale() {
    return Problem.of(ProblemCode.VERSION_MISMATCH, "The preferences have changed meanwhile");
  }

  private static Preferences preferences(Row row) {
    JsonObject quiet = row.getJsonObject("quiet_hours");
    return new Preferences(
        row.getString("customer_id"),
        channels(row.getJsonObject("channels")),
        quiet == null ? null : QuietHours.of(quiet),
        row.getString("locale"),
        row.getLong("version"),
        Rows.optionalTime(row, "updated_at"));
  }

  private static Map<String, Set<Channel>> channels(JsonObject json) {
    Map<String, Set<Channel>> channels = new HashMap<>();
    for (String event : json.fieldNames()) {
      JsonArray names = json.getJsonArray(event);
      channels.put(
          event,
          names.stream()
              .map(name -> Rows.channel(name.toString()))
              .collect(Collectors.toUnmodifiableSet()));
    }
    return channels;
  }
}
