package io.ecart.analytics.http;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.Interval;
import io.ecart.analytics.Period;
import io.ecart.analytics.SalesReports;
import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.SalesReports.BucketKey;
import io.ecart.analytics.SalesReports.Question;
import io.ecart.analytics.SalesReports.TopBy;
import io.ecart.analytics.SalesReports.TopProduct;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sales, best sellers, and orders by state. */
public final class SalesRoutes {
  /** A year of days for a hundred skus still comes as one page. */
  private static final int MAX_BUCKETS = 50_000;

  private final SalesReports reports;
  private final Freshness freshness;

  public SalesRoutes(SalesReports reports, Freshness freshness) {
    this.reports = reports;
    this.freshness = freshness;
  }

  public void register(Api api) {
    api.get("/api/v1/analytics/sales", Access.STAFF, this::sales);
    api.get("/api/v1/analytics/products/top", Access.STAFF, this::top);
    api.get("/api/v1/analytics/orders/summary", Access.STAFF, this::summary);
  }

  private Future<Reply> sales(Call call) {
    Query query = call.query();
    Period period = Periods.read(query);
    Interval interval = query.choice("interval", Interval.class);
    GroupBy groupBy = query.choice("groupBy", GroupBy.class);
    int limit = query.integer("limit", MAX_BUCKETS, 1, MAX_BUCKETS);
    BucketKey after = after(query);
    query.check();
    // One more than asked for tells whether there is a next page.
    Question question =
        new Question(period, interval == null ? Interval.DAY : interval, groupBy, limit + 1, after);
    return freshness.answer(reports.sales(question), buckets -> page(buckets, limit, groupBy));
  }

  private static @Nullable BucketKey after(Query query) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return null;
    }
    try {
      return new BucketKey(Instant.parse(cursor.key(0)), cursor.key(1), cursor.key(2));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      query.error("cursor", "format", "is not a cursor of this list");
      return null;
    }
  }

  private static JsonObject page(List<Bucket> buckets, int limit, @Nullable GroupBy groupBy) {
    JsonArray items = new JsonArray();
    String next = null;
    for (Bucket bucket : buckets.subList(0, Math.min(limit, buckets.size()))) {
      items.add(SalesJson.bucket(bucket, groupBy));
    }
    if (buckets.size() > limit) {
      BucketKey last = buckets.get(limit - 1).key();
      next = Cursor.of(last.start().toString(), last.group(), last.currency()).encode();
    }
    return new JsonObject().put("items", items).put("next", next);
  }

  private Future<Reply> top(Call call) {
    Query query = call.query();
    Period period = Periods.read(query);
    TopBy by = query.choice("by", TopBy.class);
    int limit = query.limit();
    query.check();
    return freshness.answer(
        reports.top(period, by == null ? TopBy.REVENUE : by, limit), SalesRoutes::top);
  }

  private static JsonObject top(List<TopProduct> products) {
    return new JsonObject()
        .put("items", new JsonArray(products.stream().map(SalesJson::top).toList()))
        .put("next", null);
  }

  private Future<Reply> summary(Call call) {
    Query query = call.query();
    Period period = Periods.read(query);
    query.check();
    Future<Map<String, Long>> carts = reports.carts(period);
    return freshness.answer(
        Future.all(reports.orders(period), carts),
        read -> SalesJson.summary(read.resultAt(0)).put("carts", SalesJson.carts(carts.result())));
  }
}
