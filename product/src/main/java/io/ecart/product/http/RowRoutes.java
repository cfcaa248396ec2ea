package io.ecart.product.http;

import io.ecart.product.ImportKeys;
import io.ecart.product.ImportKeys.Answered;
import io.ecart.product.ImportReport;
import io.ecart.product.ProductConfig.ImportSettings;
import io.ecart.product.ProductQuery.Filter;
import io.ecart.product.Products;
import io.ecart.product.http.BodyChunks.ClientGone;
import io.ecart.product.rows.RowFormat;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Import and export: bodies of any length, in constant memory. */
public final class RowRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RowRoutes.class);

  private final Vertx vertx;
  private final Products products;
  private final ImportKeys keys;
  private final ImportSettings bounds;
  private final MeterRegistry metrics;

  /**
   * @param metrics counts {@code product.import.rows} by result
   */
  public RowRoutes(
      Vertx vertx,
      Products products,
      ImportKeys keys,
      ImportSettings bounds,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.products = products;
    this.keys = keys;
    this.bounds = bounds;
    this.metrics = metrics;
  }

  /** To be called before routes of single products, whose paths look like these. */
  public void register(Api api) {
    api.stream(HttpMethod.POST, "/api/v1/products/import", Access.STAFF, this::takeIn).stream(
        HttpMethod.GET, "/api/v1/products/export", Access.STAFF, this::giveOut);
  }

  private Future<Void> takeIn(Call call) {
    IdempotencyKey key = call.idempotencyKey();
    requireUncompressed(call.header("Content-Encoding"));
    call.query().check();
    RowFormat format = RowFormat.ofContentType(call.header("Content-Type"));
    HttpServerRequest request = call.context().request();
    Future<Reply> reply =
        key == null
            ? take(new BodyChunks(request, chunk -> {}), format)
            : takeOnce(key, request, format);
    return reply
        .compose(known -> send(call.context().response(), known))
        .recover(RowRoutes::unlessGone);
  }

  private static void requireUncompressed(@Nullable String encoding) {
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed");
    }
  }

  /** The body is hashed while it passes, so that one of any length can be told from another. */
  private Future<Reply> takeOnce(IdempotencyKey key, HttpServerRequest request, RowFormat format) {
    BodyHash hash = new BodyHash(key, format);
    BodyChunks body = new BodyChunks(request, hash::add);
    return keys.once(key, () -> take(body, format).map(reply -> new Answered(hash.key(), reply)))
        .compose(
            first -> first.map(Future::succeededFuture).orElseGet(() -> answerAgain(body, hash)));
  }

  /** Reads the body for nothing but its hash. */
  private Future<Reply> answerAgain(BodyChunks body, BodyHash hash) {
    return body.rest()
        .compose(seen -> keys.find(hash.key()))
        .map(
            stored ->
                stored.orElseThrow(
                    () -> Problem.unavailable("The stored answer has just expired; send it anew")));
  }

  private Future<Reply> take(BodyChunks body, RowFormat format) {
    return new Import(vertx, body, format.parser(bounds.maxRowBytes()), products, bounds)
        .run()
        .map(this::counted);
  }

  private Reply counted(ImportReport report) {
    report
        .counts()
        .forEach(
            (result, n) -> metrics.counter("product.import.rows", "result", result).increment(n));
    LOG.info("Imported {} rows", report.rows());
    return Reply.ok(report.toJson());
  }

  private static Future<Void> send(HttpServerResponse response, Reply reply) {
    reply.headers().forEach(response::putHeader);
    return response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", "application/json")
        .end(Objects.requireNonNull(reply.body()));
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
