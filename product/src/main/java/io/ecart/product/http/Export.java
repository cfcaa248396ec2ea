package io.ecart.product.http;

import io.ecart.product.Catalogue.Names;
import io.ecart.product.Page;
import io.ecart.product.ProductQuery;
import io.ecart.product.ProductQuery.After;
import io.ecart.product.ProductQuery.Filter;
import io.ecart.product.ProductSort;
import io.ecart.product.Products;
import io.ecart.product.rows.RowFormat;
import io.ecart.product.rows.RowWriter;
import io.ecart.runtime.lifecycle.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One export under way: a page is read from the database when the client has taken the one before.
 * Products that change meanwhile are given as they are when their page comes.
 */
final class Export {
  private static final int PAGE = 500;

  private final Products products;
  private final Filter filter;
  private final HttpServerResponse response;
  private final Loop loop;
  private @Nullable RowWriter writer;
  private @Nullable After after;

  Export(Vertx vertx, Products products, Filter filter, HttpServerResponse response) {
    this.products = products;
    this.filter = filter;
    this.response = response;
    this.loop = new Loop(vertx, this::step);
  }

  Future<Void> run(RowFormat format) {
    Future<Names> names =
        format == RowFormat.CSV
            ? products.names()
            : Future.succeededFuture(new Names(List.of(), List.of()));
    return names
        .compose(known -> begin(format.writer(known)))
        .compose(begun -> loop.run())
        .compose(written -> response.end())
        .recover(this::unlessGone);
  }

  /** A client that has seen enough is no failure of ours. */
  private Future<Void> unlessGone(Throwable failure) {
    return response.closed() ? Future.succeededFuture() : Future.failedFuture(failure);
  }

  private Future<Void> begin(RowWriter chosen) {
    writer = chosen;
    return response.write(chosen.head());
  }

  private Future<Void> step() {
    return products
        .list(new ProductQuery(filter, ProductSort.SKU, after, PAGE))
        .compose(this::write);
  }

  private Future<Void> write(Page page) {
    after = page.next();
    if (after == null) {
      loop.stop();
    }
    RowWriter chosen = writer;
    return chosen == null || page.products().isEmpty()
        ? Future.succeededFuture()
        : response.write(chosen.rows(page.products()));
  }
}
