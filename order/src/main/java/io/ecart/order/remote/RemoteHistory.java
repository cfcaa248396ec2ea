package io.ecart.order.remote;

import io.ecart.order.History;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What another service knows about an order: a list of it that is read page by page, the first
 * thousand at most.
 */
public final class RemoteHistory implements History {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_PAGES = 5;

  private final ServiceClient service;
  private final String path;
  private final String filter;

  /**
   * @param path of the list
   * @param filter the parameter for one reference, which is appended to it
   */
  public RemoteHistory(ServiceClient service, String path, String filter) {
    this.service = service;
    this.path = path;
    this.filter = filter;
  }

  @Override
  public Future<Told> of(List<UUID> references) {
    StringBuilder list = new StringBuilder(path).append("?limit=200");
    references.forEach(reference -> list.append('&').append(filter).append(reference));
    return read(list.toString(), "", MOST_PAGES, new ArrayList<>());
  }

  private Future<Told> read(String list, String cursor, int pages, List<JsonObject> into) {
    return service
        .ask(Ask.get(list + cursor).within(TIMEOUT))
        .compose(
            answer -> {
              String next = take(answer, into);
              return next == null || pages == 1
                  ? Future.succeededFuture(new Told(into, next == null))
                  : read(list, "&cursor=" + next, pages - 1, into);
            });
  }

  private static @Nullable String take(Answer answer, List<JsonObject> into) {
    if (!answer.isSuccess()) {
      throw Problem.unavailable("It answered " + answer.status());
    }
    for (Object each : answer.body().getJsonArray("items", new JsonArray())) {
      into.add((JsonObject) each);
    }
    return answer.body().getString("next");
  }
}
