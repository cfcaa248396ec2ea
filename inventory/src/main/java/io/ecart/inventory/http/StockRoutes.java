package io.ecart.inventory.http;

import io.ecart.inventory.Count;
import io.ecart.inventory.Counts;
import io.ecart.inventory.LedgerEntry;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockReader;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of stock: counts for everybody, levels and the ledger for staff. */
public final class StockRoutes {
  private static final String PATH = "/api/v1/stock";
  private static final int MAX_SKUS = 200;
  private static final int MAX_REFERENCES = 200;

  private final Counts counts;
  private final StockReader reader;
  private final Clock clock;

  public StockRoutes(Counts counts, StockReader reader, Clock clock) {
    this.counts = counts;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * To be registered after the routes with fixed names, which would be taken for skus otherwise.
   */
  public void register(Api api) {
    api.get(PATH, Access.PUBLIC, this::many)
        .get(PATH + "/movements", Access.STAFF, this::movementsOf)
        .get(PATH + "/:sku/movements", Access.STAFF, this::movements)
        .get(PATH + "/:sku", Access.PUBLIC, this::one);
  }

  private Future<Reply> one(Call call) {
    String sku = call.path("sku");
    if (!Fields.isSku(sku)) {
      throw Problem.notFound("stock of such a sku");
    }
    Query query = call.query();
    Instant asOf = query.time("asOf");
    query.check();
    if (asOf != null) {
      Access.STAFF.check(call.caller());
      return reader.asOf(sku, asOf).map(found -> Reply.ok(require(found, sku)).etagOfContent());
    }
    return call.caller().mayActForOthers()
        ? reader.stocks(List.of(sku)).map(found -> full(sku, found.get(sku)))
        : counts.of(sku).map(found -> count(sku, require(found, sku)));
  }

  private Reply count(String sku, Count count) {
    return Reply.ok(count.encode(sku, clock.instant())).etag(count.version());
  }

  private static Reply full(String sku, @Nullable Stock stock) {
    Stock known = require(Optional.ofNullable(stock), sku);
    return Reply.ok(known.toJson()).etag(known.version());
  }

  private static <T> T require(Optional<T> found, String sku) {
    return found.orElseThrow(() -> Problem.notFound("stock of " + sku));
  }

  private Future<Reply> many(Call call) {
    Query query = call.query();
    List<String> skus = query.list("skus", MAX_SKUS).stream().distinct().toList();
    if (skus.isEmpty()) {
      query.error("skus", "required", "names the skus, parted by commas");
    } else if (!skus.stream().allMatch(Fields::isSku)) {
      query.error("skus", "format", "names something that is no sku");
    }
    query.check();
    return call.caller().mayActForOthers() ? levels(skus) : counts(skus);
  }

  /** A sku that was never in stock is one of which nothing is there. */
  private Future<Reply> levels(List<String> skus) {
    return reader
        .stocks(skus)
        .map(
            found ->
                Reply.page(
                    skus.stream()
                        .map(sku -> found.getOrDefault(sku, new Stock(sku)).toJson())
                        .toList(),
                    null));
  }

  private Future<Reply> counts(List<String> skus) {
    List<Future<Optional<Count>>> all = skus.stream().map(counts::of).toList();
    return Future.all(all)
        .map(
            read -> {
              Instant now = clock.instant();
              List<JsonObject> items = new ArrayList<>(skus.size());
              for (int i = 0; i < skus.size(); i++) {
                Count count = all.get(i).result().orElse(Count.NOTHING);
                items.add(count.toJson(skus.get(i), now));
              }
              return Reply.page(items, null);
            });
  }

  private Future<Reply> movements(Call call) {
    Query query = call.query();
    int limit = query.limit();
    Long below = position(query);
    query.check();
    String sku = call.path("sku");
    return reader
        .movements(sku, below, limit + 1)
        .compose(
            entries ->
                entries.isEmpty()
                    ? requireKnown(sku).map(entries)
                    : Future.succeededFuture(entries))
        .map(entries -> page(entries, limit));
  }

  private Future<Stock> requireKnown(String sku) {
    return reader
        .stocks(List.of(sku))
        .map(found -> require(Optional.ofNullable(found.get(sku)), sku));
  }

  private Future<Reply> movementsOf(Call call) {
    Query query = call.query();
    List<String> references = query.all("reference", MAX_REFERENCES);
    int limit = query.limit();
    Long above = position(query);
    if (references.isEmpty()) {
      query.error("reference", "required", "names what the movements belong to");
    }
    query.check();
    return reader.movementsOf(references, above, limit + 1).map(entries -> page(entries, limit));
  }

  private static @Nullable Long position(Query query) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return null;
    }
    try {
      return Long.valueOf(cursor.key(0));
    } catch (NumberFormatException e) {
      query.error("cursor", "format", "is not a cursor of this list");
      return null;
    }
  }

  private static Reply page(List<LedgerEntry> entries, int limit) {
    return Reply.page(entries, limit, entry -> Long.toString(entry.id()), LedgerEntry::toJson);
  }
}
