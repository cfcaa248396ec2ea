package io.ecart.product.http;

import io.ecart.product.ImportReport;
import io.ecart.product.ProductConfig.ImportSettings;
import io.ecart.product.Products;
import io.ecart.product.Row;
import io.ecart.product.rows.RowParser;
import io.ecart.runtime.lifecycle.Loop;
import io.ecart.runtime.problem.Outages;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import under way: read until there is a batch, write it, read on. The client is read no
 * faster than the database writes.
 */
final class Import {
  private static final Logger LOG = LoggerFactory.getLogger(Import.class);

  private final BodyChunks body;
  private final RowParser parser;
  private final Products products;
  private final ImportSettings bounds;
  private final ImportReport report;
  private final Loop loop;
  private final List<Row> waiting = new ArrayList<>();
  private boolean ended;

  Import(Vertx vertx, BodyChunks body, RowParser parser, Products products, ImportSettings bounds) {
    this.body = body;
    this.parser = parser;
    this.products = products;
    this.bounds = bounds;
    this.report = new ImportReport(bounds.maxErrors());
    this.loop = new Loop(vertx, this::step);
  }

  Future<ImportReport> run() {
    return loop.run().map(report).recover(this::explain);
  }

  private Future<Void> step() {
    if (waiting.size() >= bounds.batchRows() || (ended && !waiting.isEmpty())) {
      return write();
    }
    if (ended) {
      loop.stop();
      return Future.succeededFuture();
    }
    return body.next().map(this::read);
  }

  private Void read(Optional<Buffer> chunk) {
    ended = chunk.isEmpty();
    waiting.addAll(chunk.map(parser::feed).orElseGet(parser::finish));
    return null;
  }

  private Future<Void> write() {
    List<Row> rows = waiting.subList(0, Math.min(bounds.batchRows(), waiting.size()));
    List<Row> batch = List.copyOf(rows);
    rows.clear();
    return products
        .take(batch, bounds.maxErrors())
        .map(
            done -> {
              report.add(done);
              return null;
            });
  }

  /** What is written stays; the same import sent again finds it unchanged. */
  private Future<ImportReport> explain(Throwable failure) {
    if (Outages.isOutage(failure)) {
      LOG.warn("An import broke off after {} rows: {}", report.rows(), failure.toString());
      return Problem.unavailable(
              "The import broke off after " + report.rows() + " rows; send all of it again")
          .future();
    }
    return Future.failedFuture(failure);
  }
}
