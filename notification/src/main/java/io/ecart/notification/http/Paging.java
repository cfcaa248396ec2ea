package io.ecart.notification.http;

import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
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
    return new Paging(query.limit(), Uuids.cursor(query));
  }

  /** One item more than is shown tells whether there is a next page. */
  int fetch() {
    return limit + 1;
  }

  <T> Reply reply(List<T> fetched, Function<T, UUID> id, Function<T, JsonObject> json) {
    return Reply.page(fetched, limit, item -> id.apply(item).toString(), json);
  }
}
