package io.ecart.inventory.http;

import io.ecart.inventory.Count;
import io.ecart.inventory.Counts;
import io.ecart.inventory.StockFeed;
import io.ecart.inventory.StockFeed.Page;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/stock/stream}: server-sent events about the named skus, or about all. A
 * watcher of named skus is told their present state first. Watchers that do not keep up are let go;
 * browsers come back by themselves.
 */
public final class StockStream {
  private static final int MAX_SKUS = 200;
  private static final int MAX_QUEUE_BYTES = 65_536;

  /**
   * One who listens. The present state comes from the counts, which are ahead of the feed, so who
   * is told both remembers for each sku how far that was.
   */
  private static final class Watcher {
    private final HttpServerResponse response;
    private final List<String> skus;
    private final Map<String, Long> skuToVersion = new HashMap<>();

    /**
     * @param skus none means all; those are told only what the feed says
     */
    Watcher(List<String> skus, HttpServerResponse response) {
      this.response = response;
      this.skus = skus.stream().distinct().toList();
      this.skus.forEach(sku -> skuToVersion.put(sku, -1L));
    }

    /** Whether this is to be told: it asked for the sku, and knows of nothing later. */
    boolean takes(JsonObject change) {
      String sku = change.getString("sku");
      Long told = skuToVersion.get(sku);
      long version = change.getLong("version");
      if (told == null || version < told) {
        return skus.isEmpty();
      }
      skuToVersion.put(sku, version);
      return true;
    }
  }

  private final StockFeed feed;
  private final Counts counts;
  private final int maxWatchers;
  private final Set<Watcher> watchers = new HashSet<>();
  private @Nullable String position;
  private boolean closed;

  public StockStream(StockFeed feed, Counts counts, int maxWatchers) {
    this.feed = feed;
    this.counts = counts;
    this.maxWatchers = maxWatchers;
  }

  public void register(Api api) {
    api.stream(HttpMethod.GET, "/api/v1/stock/stream", Access.PUBLIC, this::open);
  }

  private Future<Void> open(Call call) {
    Query query = call.query();
    List<String> skus = query.list("skus", MAX_SKUS);
    if (!skus.stream().allMatch(Fields::isSku)) {
      query.error("skus", "format", "names something that is no sku");
    }
    query.check();
    if (closed || watchers.size() >= maxWatchers) {
      return Problem.unavailable("Too many are watching", 30).future();
    }
    HttpServerResponse response = call.context().response();
    call.context().request().resume();
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_QUEUE_BYTES)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-cache");
    Watcher watcher = new Watcher(skus, response);
    response.closeHandler(gone -> watchers.remove(watcher));
    response.exceptionHandler(failed -> watchers.remove(watcher));
    watchers.add(watcher);
    return begin()
        .compose(known -> response.write(": welcome\n\n"))
        .compose(begun -> tellPresent(watcher));
  }

  /**
   * Finds out where the feed stands, unless that is known. Whoever has been welcomed or told a
   * present state then misses nothing of what comes after that. While the feed cannot be read the
   * watcher waits with the others for it to come back.
   */
  private Future<Void> begin() {
    return position == null ? feed.position().map(this::beginAt).otherwiseEmpty() : nothing();
  }

  /** Of several who asked at once the first says it: the others come after that. */
  private @Nullable Void beginAt(String now) {
    position = position == null ? now : position;
    return null;
  }

  private static Future<Void> nothing() {
    return Future.succeededFuture();
  }

  private Future<Void> tellPresent(Watcher watcher) {
    List<Future<Optional<Count>>> present = new ArrayList<>();
    List<String> skus = watcher.skus;
    skus.forEach(sku -> present.add(counts.of(sku)));
    return Future.join(present)
        .otherwiseEmpty()
        .map(
            read -> {
              for (int i = 0; i < skus.size(); i++) {
                if (present.get(i).succeeded()) {
                  Count count = present.get(i).result().orElse(Count.NOTHING);
                  send(watcher, count.toNews(skus.get(i)));
                }
              }
              return null;
            });
  }

  /** Passes on what has come; to be called a few times a second. */
  public Future<Void> poll() {
    if (watchers.isEmpty()) {
      position = null;
      return Future.succeededFuture();
    }
    String from = position;
    return from == null ? feed.position().map(this::beginAt) : feed.after(from).map(this::tell);
  }

  private @Nullable Void tell(Page page) {
    position = page.position();
    for (JsonObject change : page.changes()) {
      List.copyOf(watchers).forEach(watcher -> send(watcher, change));
    }
    return null;
  }

  /** So that proxies and clients see that the line is alive; to be called every few seconds. */
  public Future<Void> heartbeat() {
    List.copyOf(watchers).forEach(watcher -> write(watcher, ": alive\n\n"));
    return Future.succeededFuture();
  }

  private void send(Watcher watcher, JsonObject change) {
    if (watcher.takes(change)) {
      write(watcher, "event: stock\ndata: " + change.encode() + "\n\n");
    }
  }

  private void write(Watcher watcher, String text) {
    if (watcher.response.writeQueueFull()) {
      drop(watcher);
    } else {
      watcher.response.write(text).onFailure(gone -> watchers.remove(watcher));
    }
  }

  private void drop(Watcher watcher) {
    watchers.remove(watcher);
    watcher.response.reset();
  }

  /** Lets all watchers go, so that the server can stop. */
  public Future<Void> close() {
    closed = true;
    List<Future<Void>> ended = new ArrayList<>();
    watchers.forEach(watcher -> ended.add(watcher.response.end().otherwiseEmpty()));
    watchers.clear();
    return Future.join(ended).mapEmpty();
  }
}
