package io.ecart.order.http;

import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that was asked for, where the whole list is at hand: an order's papers.
 *
 * @param after the id of the last item of the part before; null for the first part
 */
record Slice(int limit, @Nullable String after) {

  static Slice read(Query query) {
    int limit = query.limit();
    Cursor cursor = query.cursor();
    query.check();
    return new Slice(limit, cursor == null ? null : cursor.key(0));
  }

  /** Papers are only ever added at the end. */
  Reply of(List<JsonObject> all) {
    List<JsonObject> rest = after == null ? all : rest(all, after);
    return Reply.page(rest, limit, paper -> paper.getString("id"), Function.identity());
  }

  private static List<JsonObject> rest(List<JsonObject> all, String after) {
    return all.stream().dropWhile(item -> !after.equals(item.getString("id"))).skip(1).toList();
  }
}
