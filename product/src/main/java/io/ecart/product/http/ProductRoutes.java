package io.ecart.product.http;

import io.ecart.product.Availabilities;
import io.ecart.product.Availability;
import io.ecart.product.Category;
import io.ecart.product.Details;
import io.ecart.product.DetailsReader;
import io.ecart.product.Product;
import io.ecart.product.ProductQuery;
import io.ecart.product.ProductStatus;
import io.ecart.product.Products;
import io.ecart.product.Skus;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The catalogue over HTTP. */
public final class ProductRoutes {
  private static final String PRODUCTS = "/api/v1/products";
  private static final String PRODUCT = PRODUCTS + "/:sku";
  private static final String OTHER_SKU = "must be that of the path, or missing";

  private final Products products;
  private final Availabilities availabilities;

  public ProductRoutes(Products products, Availabilities availabilities) {
    this.products = products;
    this.availabilities = availabilities;
  }

  public void register(Api api) {
    api.post(PRODUCTS, Access.STAFF, this::create)
        .get(PRODUCTS, Access.PUBLIC, this::list)
        .get(PRODUCT, Access.PUBLIC, this::get)
        .put(PRODUCT, Access.STAFF, this::replace)
        .patch(PRODUCT, Access.STAFF, this::patch)
        .delete(PRODUCT, Access.STAFF, this::archive)
        .get("/api/v1/categories", Access.PUBLIC, this::categories);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    String sku = body.sku("sku");
    if (Skus.isPath(sku)) {
      body.error("sku", "choice", "must not be " + sku + ", which is a path here");
    }
    Details details = DetailsReader.read(body);
    body.check();
    var key = call.idempotencyKey();
    return availabilities
        .ofNew(sku)
        .compose(availability -> products.create(key, sku, details, created(availability)));
  }

  private static Function<Product, Reply> created(Availability availability) {
    return product ->
        Reply.created(PRODUCTS + "/" + product.sku(), json(product, availability))
            .etag(product.version());
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    boolean withStock = wantsAvailability(query);
    ProductQuery wanted = ProductQueryReader.page(query, call.caller());
    return products
        .list(wanted)
        .compose(
            page ->
                withAvailability(page.products(), withStock)
                    .map(
                        items ->
                            Reply.page(
                                items, ProductQueryReader.cursor(wanted.sort(), page.next()))));
  }

  private Future<List<JsonObject>> withAvailability(List<Product> found, boolean wanted) {
    if (!wanted) {
      return Future.succeededFuture(found.stream().map(Product::toJson).toList());
    }
    return availabilities
        .of(found.stream().map(Product::sku).toList())
        .map(skuTo -> found.stream().map(product -> json(product, skuTo)).toList());
  }

  private Future<Reply> get(Call call) {
    Query query = call.query();
    boolean withStock = wantsAvailability(query);
    query.check();
    return products
        .get(sku(call))
        .map(product -> visible(product, call))
        .compose(product -> reply(product, withStock));
  }

  /** Drafts do not exist for the public; archived products do, because orders name them. */
  private static Product visible(Product product, Call call) {
    if (product.details().status() == ProductStatus.DRAFT && !call.caller().mayActForOthers()) {
      throw Problem.notFound("product " + product.sku());
    }
    return product;
  }

  private Future<Reply> reply(Product product, boolean withStock) {
    if (!withStock) {
      return Future.succeededFuture(Reply.ok(product.toJson()).etag(product.version()));
    }
    return availabilities
        .of(product.sku())
        .map(availability -> Reply.ok(json(product, availability)).etag(product.version()));
  }

  private Future<Reply> replace(Call call) {
    String sku = sku(call);
    long version = call.ifMatch();
    Fields body = call.body();
    if (body.has("sku") && !body.sku("sku").equals(sku)) {
      body.error("sku", "choice", OTHER_SKU);
    }
    Product.READ_ONLY.forEach(body::mentions);
    Details details = DetailsReader.read(body);
    body.check();
    return products.replace(sku, version, details).compose(product -> reply(product, true));
  }

  private Future<Reply> patch(Call call) {
    String sku = sku(call);
    long version = call.ifMatch();
    JsonObject patch = patchOf(call, sku);
    return products.patch(sku, version, patch).compose(product -> reply(product, true));
  }

  /** The patch without what may be sent back as it was read. */
  private static JsonObject patchOf(Call call, String sku) {
    JsonObject patch = call.body().json();
    Product.READ_ONLY.forEach(patch::remove);
    Object named = patch.remove("sku");
    if (named != null && !named.equals(sku)) {
      throw Problem.invalid("/sku", "choice", "sku " + OTHER_SKU);
    }
    return patch;
  }

  private Future<Reply> archive(Call call) {
    long version = call.header("If-Match") == null ? Products.ANY_VERSION : call.ifMatch();
    return products.archive(sku(call), version).map(product -> Reply.noContent());
  }

  private Future<Reply> categories(Call call) {
    Query query = call.query();
    int limit = query.limit();
    String after = ProductQueryReader.categoriesAfter(query);
    query.check();
    return products.categories(after, limit + 1).map(found -> page(found, limit));
  }

  private static Reply page(List<Category> found, int limit) {
    List<Category> shown = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit ? ProductQueryReader.categoryCursor(shown.get(limit - 1)) : null;
    return Reply.page(shown.stream().map(Category::toJson).toList(), next);
  }

  /** A sku that cannot be is one that is not there. */
  private static String sku(Call call) {
    String sku = call.path("sku");
    if (Skus.faultOf(sku) != null) {
      throw Problem.notFound("product of this sku");
    }
    return sku;
  }

  private static boolean wantsAvailability(Query query) {
    String wanted = query.text("availability");
    if (wanted != null && !wanted.equals("none")) {
      query.error("availability", "choice", "must be none, or missing");
    }
    return wanted == null;
  }

  private static JsonObject json(Product product, Map<String, Availability> skuTo) {
    return json(product, skuTo.getOrDefault(product.sku(), Availability.UNKNOWN));
  }

  private static JsonObject json(Product product, Availability availability) {
    return product.toJson().put("availability", availability.toJson());
  }
}
