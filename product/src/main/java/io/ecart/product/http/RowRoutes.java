package io.ecart.product.http;

import io.ecart.product.ImportReport;
import io.ecart.product.ProductConfig.ImportSettings;
import io.ecart.product.ProductQuery.Filter;
import io.ecart.product.Products;
import io.ecart.product.http.BodyChunks.ClientGone;
import io.ecart.product.rows.RowFormat;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Import and export: bodies of any length, in constant memory. */
public final class RowRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RowRoutes.class);

  private final Vertx vertx;
  private final Products products;
  private final ImportSettings bounds;
  private final MeterRegistry metrics;

  /**
   * @param metrics counts {@code product.import.rows} by result
   */
  public RowRoutes(Vertx vertx, Products products, ImportSettings bounds, MeterRegistry metrics) {
    this.vertx = vertx;
    this.products = products;
    this.bounds = bounds;
    this.metrics = metrics;
  }

  /** To be called before routes of single products, whose paths look like these. */
  public void register(Api api) {
    api.stream(HttpMethod.POST, "/api/v1/products/import", Access.STAFF, this::takeIn).stream(
        HttpMethod.GET, "/api/v1/products/export", Access.STAFF, this::giveOut);
  }

  private Future<Void> takeIn(Call call) {
    HttpServerRequest request = call.context().request();
    String encoding = call.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed");
    }
    call.query().check();
    RowFormat format = RowFormat.ofContentType(call.header("Content-Type"));
    BodyChunks body = new BodyChunks(request);
    return new Import(vertx, body, format.parser(bounds.maxRowBytes()), products, bounds)
        .run()
        .compose(report -> answer(call.context().response(), report))
        .recover(RowRoutes::unlessGone);
  }

  private Future<Void> answer(HttpServerResponse response, ImportReport report) {
    report
        .counts()
        .forEach(
            (result, n) -> metrics.counter("product.import.rows", "result", result).increment(n));
    LOG.info("Imported {} rows", report.rows());
    return response.putHeader("Content-Type", "application/json").end(report.toJson().toBuffer());
  }

  /** Nobody is left to answer; what was taken stays. */
  private static Future<Void> unlessGone(Throwable failure) {
    if (failure instanceof ClientGone) {
      LOG.info("An import ended early: the client went away");
      return Future.succeededFuture();
    }
    return Future.failedFuture(failure);
  }

  private Future<Void> giveOut(Call call) {
    call.context().request().resume();
    Query query = call.query();
    RowFormat format = format(query, call.header("Accept"));
    Filter filter = ProductQueryReader.filter(query, call.caller());
    query.check();
    HttpServerResponse response = call.context().response();
    response.setChunked(true).putHeader("Content-Type", format.mediaType() + "; charset=utf-8");
    return new Export(vertx, products, filter, response).run(format);
  }

  private static RowFormat format(Query query, @Nullable String accept) {
    String wanted = query.text("format");
    if (wanted == null) {
      return RowFormat.ofAccept(accept);
    }
    if (wanted.equals("ndjson")) {
      return RowFormat.NDJSON;
    }
    if (!wanted.equals("csv")) {
      query.error("format", "choice", "must be csv or ndjson");
    }
    return RowFormat.CSV;
  }
}
