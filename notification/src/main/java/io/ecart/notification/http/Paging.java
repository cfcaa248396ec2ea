package io.ecart.notification.http;

import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: lists run from the newest to the oldest id.
 *
 * @param limit items at most
 * @param after the last id of the page before; null for the first page
 */
record Paging(int limit, @Nullable UUID after) {

  static Paging read(Query query) {
    int limit = query.limit();
    Cursor cursor = query.cursor();
    return new Paging(limit, cursor == null ? null : id(query, cursor));
  }

  private static @Nullable UUID id(Query query, Cursor cursor) {
    try {
      return UUID.fromString(cursor.key(0));
    } catch (IllegalArgumentException e) {
      query.error("cursor", "format", "is not a cursor of this list");
      return null;
    }
  }

  /** One item more than is shown tells whether there is a next page. */
  int fetch() {
    return limit + 1;
  }

  <T> Reply reply(List<T> fetched, Function<T, UUID> id, Function<T, JsonObject> json) {
    List<T> shown = fetched.size() > limit ? fetched.subList(0, limit) : fetched;
    String next =
        fetched.size() > limit
            ? Cursor.of(id.apply(shown.get(limit - 1)).toString()).encode()
            : null;
    return Reply.page(shown.stream().map(json).toList(), next);
  }

  /** An id from a path; what is no id names nothing. */
  static UUID pathId(String text, String what) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound(what + " " + text);
    }
  }
}
