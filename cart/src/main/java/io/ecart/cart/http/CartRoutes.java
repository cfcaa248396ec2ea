package io.ecart.cart.http;

import io.ecart.cart.CartIds;
import io.ecart.cart.CartLimits;
import io.ecart.cart.Carts;
import io.ecart.cart.Checkout;
import io.ecart.cart.CheckoutForm;
import io.ecart.cart.Idempotency;
import io.ecart.cart.ItemChange.Mode;
import io.ecart.cart.Once;
import io.ecart.cart.PricedCart;
import io.ecart.cart.Visit;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The routes of the cart service. A guest cart is open to whoever knows its id. */
public final class CartRoutes {
  /** Everything here is below this path. */
  public static final String PREFIX = "/api/v1/carts";

  private final Carts carts;
  private final Checkout checkout;
  private final Idempotency idempotency;
  private final CartIds ids;

  public CartRoutes(Carts carts, Checkout checkout, Idempotency idempotency, CartIds ids) {
    this.carts = carts;
    this.checkout = checkout;
    this.idempotency = idempotency;
    this.ids = ids;
  }

  public void register(Api api) {
    api.post(PREFIX, Access.PUBLIC, this::create)
        .get(PREFIX + "/mine", Access.CUSTOMER, this::mine)
        .get(PREFIX + "/:id", Access.PUBLIC, this::get)
        .delete(PREFIX + "/:id", Access.PUBLIC, this::delete)
        .post(PREFIX + "/:id/items", Access.PUBLIC, this::addItem)
        .put(PREFIX + "/:id/items/:sku", Access.PUBLIC, this::putItem)
        .delete(PREFIX + "/:id/items/:sku", Access.PUBLIC, this::deleteItem)
        .post(PREFIX + "/:id/merge", Access.PUBLIC, this::merge)
        .post(PREFIX + "/:id/checkout", Access.PUBLIC, this::checkout);
  }

  private Future<Reply> create(Call call) {
    call.optionalBody().check();
    return idempotency.once(
        call.idempotencyKeyByAddress(),
        once -> carts.create(fresh(call, once)).map(CartRoutes::created));
  }

  private Future<Reply> mine(Call call) {
    call.query().check();
    return carts.current(fresh(call, Once.NONE)).map(CartRoutes::reply);
  }

  private Future<Reply> get(Call call) {
    call.query().check();
    return carts.read(visit(call, Once.NONE)).map(CartRoutes::reply);
  }

  private Future<Reply> delete(Call call) {
    return carts.delete(visit(call, Once.NONE)).map(deleted -> Reply.noContent());
  }

  private Future<Reply> addItem(Call call) {
    Fields body = call.body();
    String sku = body.sku("sku");
    long quantity = body.integer("quantity", 1, CartLimits.MAX_QUANTITY);
    body.check();
    return idempotency.once(
        call.idempotencyKey(),
        once -> carts.put(visit(call, once), sku, Mode.ADD, quantity).map(CartRoutes::added));
  }

  private Future<Reply> putItem(Call call) {
    String sku = sku(call);
    Fields body = call.body();
    long quantity = body.integer("quantity", 0, CartLimits.MAX_QUANTITY);
    body.check();
    Visit visit = visit(call, Once.NONE);
    Future<PricedCart> changed =
        quantity == 0
            ? carts.remove(visit, sku)
            : carts.put(visit, sku, Mode.SET, quantity).map(Carts.Changed::cart);
    return changed.map(CartRoutes::reply);
  }

  private Future<Reply> deleteItem(Call call) {
    return carts.remove(visit(call, Once.NONE), sku(call)).map(CartRoutes::reply);
  }

  private Future<Reply> merge(Call call) {
    Fields body = call.body();
    String from = body.text("from", 1, 64);
    body.check();
    return idempotency.once(
        call.idempotencyKey(), once -> carts.merge(visit(call, once), from).map(CartRoutes::reply));
  }

  private Future<Reply> checkout(Call call) {
    CheckoutForm form = CheckoutBody.read(call.body());
    return idempotency.once(
        call.idempotencyKey(),
        once ->
            checkout
                .place(visit(call, once), call.caller().token(), form)
                .map(CartRoutes::ordered));
  }

  private Visit fresh(Call call, Once once) {
    return new Visit(ids.next(), call.caller().subject(), Visit.ANY, once);
  }

  /** {@code If-Match} is welcome everywhere and needed nowhere: every change is one atomic step. */
  private static Visit visit(Call call, Once once) {
    String id = call.path("id");
    if (!CartIds.isId(id)) {
      throw Problem.notFound("cart " + id);
    }
    long version = call.header("If-Match") == null ? Visit.ANY : call.ifMatch();
    return new Visit(id, call.caller().subject(), version, once);
  }

  private static String sku(Call call) {
    String sku = call.path("sku");
    if (!Fields.isSku(sku)) {
      throw Problem.invalid("/sku", "format", "A sku has 1-64 characters of A-Z a-z 0-9 . _ -");
    }
    return sku;
  }

  private static Reply reply(PricedCart cart) {
    return Reply.ok(CartJson.of(cart)).etag(cart.cart().version());
  }

  private static Reply created(PricedCart cart) {
    return Reply.created(location(cart), CartJson.of(cart)).etag(cart.cart().version());
  }

  /** A line is part of its cart and has no page of its own: the cart is where to see it. */
  private static Reply added(Carts.Changed changed) {
    return changed.isNewLine() ? created(changed.cart()) : reply(changed.cart());
  }

  private static String location(PricedCart cart) {
    return PREFIX + "/" + cart.cart().id();
  }

  private static Reply ordered(JsonObject order) {
    return Reply.created("/api/v1/orders/" + order.getString("id"), order)
        .etag(order.getLong("version"));
  }
}
