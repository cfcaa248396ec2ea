package io.ecart.inventory.http;

import io.ecart.inventory.Line;
import io.ecart.inventory.Locations;
import io.ecart.inventory.PurchaseOrder;
import io.ecart.inventory.PurchaseOrder.Delivered;
import io.ecart.inventory.StockDocuments;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goods ordered from suppliers. */
public final class PurchaseOrderRoutes {
  private static final String PATH = "/api/v1/purchase-orders";
  private static final int MAX_SUPPLIER = 200;

  private final DocumentRoutes<PurchaseOrder> orders;
  private final KnownLocations locations;
  private final Clock clock;

  public PurchaseOrderRoutes(
      StockDocuments<PurchaseOrder> orders, Locations locations, Clock clock) {
    this.orders = new DocumentRoutes<>(PATH, "purchase order", orders, PurchaseOrder::toJson);
    this.locations = new KnownLocations(locations);
    this.clock = clock;
  }

  public void register(Api api) {
    orders.register(api);
    api.post(PATH, Access.STAFF, this::create)
        .post(PATH + "/:id/receive", Access.STAFF, this::receive);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    String supplier = body.text("supplier", 1, MAX_SUPPLIER);
    String location = Bodies.location(body, "location");
    List<Line> lines = Bodies.lines(body);
    Instant expectedAt = stored(body.optionalTime("expectedAt"));
    Instant now = clock.instant();
    String note = Bodies.note(body);
    body.check();
    return orders.add(
        call,
        locations
            .require(Map.of("location", location), "location")
            .compose(known -> requireAhead(expectedAt, now))
            .map(ahead -> PurchaseOrder.create(supplier, location, lines, expectedAt, note, now)));
  }

  /** No finer than it is kept. */
  private static @Nullable Instant stored(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }

  /** Not with the body's other faults: what was ahead once is not when the request is repeated. */
  private static Future<Void> requireAhead(@Nullable Instant expectedAt, Instant now) {
    return expectedAt == null || !expectedAt.isBefore(now)
        ? Future.succeededFuture()
        : Problem.invalid(List.of(new FieldError("/expectedAt", "past", "is in the past")))
            .future();
  }

  private Future<Reply> receive(Call call) {
    Fields body = call.body();
    List<Delivered> delivered =
        body.each("lines", 0, Bodies.MAX_LINES, PurchaseOrderRoutes::delivered);
    boolean close = body.flag("close", false);
    if (delivered.isEmpty() && !close) {
      body.error("lines", "required", "is required unless the order is closed");
    }
    body.check();
    Instant now = clock.instant();
    return orders.change(call, order -> order.receive(delivered, close, now));
  }

  private static Delivered delivered(Fields line) {
    long quantity = line.integer("quantity", 0, Bodies.MAX_QUANTITY);
    Long damaged = line.optionalInteger("damaged", 0, Bodies.MAX_QUANTITY);
    if (damaged != null && damaged > quantity) {
      line.error("damaged", "range", "is more than arrived");
    }
    return new Delivered(line.sku("sku"), quantity, damaged == null ? 0 : damaged);
  }
}
