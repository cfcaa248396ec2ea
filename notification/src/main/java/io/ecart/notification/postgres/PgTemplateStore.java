package io.ecart.notification.postgres;

import io.ecart.notification.Template;
import io.ecart.notification.TemplateStore;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;

/** Changed templates in Postgres. */
public final class PgTemplateStore implements TemplateStore {

  /** Inserts only where nothing is expected to be, updates only what is expected to be there. */
  private static final String PUT =
      "INSERT INTO template AS t"
          + " (event, channel, locale, subject, body_text, body_html, version, updated_at)"
          + " SELECT $1, $2, $3, $4, $5, $6, 1, $7 WHERE $8::bigint <= 0 OR EXISTS"
          + " (SELECT 1 FROM template WHERE event = $1 AND channel = $2 AND locale = $3)"
          + " ON CONFLICT (event, channel, locale) DO UPDATE SET subject = excluded.subject,"
          + " body_text = excluded.body_text, body_html = excluded.body_html,"
          + " version = t.version + 1, updated_at = excluded.updated_at"
          + " WHERE $8 = -1 OR t.version = $8 RETURNING *";

  private final Pool pool;
  private final Clock clock;

  public PgTemplateStore(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Future<List<Template>> all() {
    return pool.preparedQuery("SELECT * FROM template")
        .execute()
        .map(rows -> Rows.all(rows, PgTemplateStore::template));
  }

  @Override
  public Future<Template> put(Template.Key key, Template.Parts parts, long ifVersion) {
    Tuple row =
        Tuple.from(
            List.of(
                key.event(),
                key.channel().wire(),
                key.locale(),
                parts.subject(),
                parts.text(),
                parts.html(),
                Rows.utc(clock.instant()),
                ifVersion));
    return pool.preparedQuery(PUT)
        .execute(row)
        .map(
            rows ->
                Rows.first(rows, PgTemplateStore::template).orElseThrow(PgTemplateStore::stale));
  }

  private static Problem stale() {
    return Problem.of(ProblemCode.VERSION_MISMATCH, "The template has changed meanwhile");
  }

  private static Template template(Row row) {
    return new Template(
        new Template.Key(
            row.getString("event"),
            Rows.channel(row.getString("channel")),
            row.getString("locale")),
        new Template.Parts(
            row.getString("subject"), row.getString("body_text"), row.getString("body_html")),
        row.getLong("version"),
        Rows.optionalTime(row, "updated_at"));
  }
}
