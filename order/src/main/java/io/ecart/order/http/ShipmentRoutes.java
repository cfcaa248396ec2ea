package io.ecart.order.http;

import io.ecart.order.Requester;
import io.ecart.order.Shipments;
import io.ecart.order.Shipments.Parcel;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.vertx.core.Future;
import java.util.UUID;

/** Goods on their way out. */
public final class ShipmentRoutes {
  private final Shipments shipments;

  public ShipmentRoutes(Shipments shipments) {
    this.shipments = shipments;
  }

  public void register(Api api) {
    api.post("/api/v1/orders/:id/shipments", Access.STAFF, this::ship)
        .get("/api/v1/orders/:id/shipments", Access.PUBLIC, this::list)
        .get("/api/v1/orders/:id/shipments/:sid", Access.PUBLIC, this::get)
        .post("/api/v1/orders/:id/shipments/:sid/deliver", Access.STAFF, this::deliver);
  }

  private Future<Reply> ship(Call call) {
    Requester by = Asking.requester(call);
    UUID id = Asking.orderId(call);
    Fields body = call.body();
    Parcel parcel =
        new Parcel(
            Bodies.lineQuantities(body),
            body.optionalText("carrier", 100),
            body.optionalText("tracking", 100),
            Bodies.metadata(body));
    body.check();
    return shipments.ship(by, id, parcel);
  }

  private Future<Reply> list(Call call) {
    Slice slice = Slice.read(call.query());
    return shipments
        .list(call.caller(), Asking.orderId(call), Asking.accessKey(call))
        .map(slice::of);
  }

  private Future<Reply> get(Call call) {
    return shipments.get(
        call.caller(), Asking.orderId(call), shipmentId(call), Asking.accessKey(call));
  }

  private Future<Reply> deliver(Call call) {
    Requester by = Asking.requester(call);
    UUID id = Asking.orderId(call);
    UUID shipmentId = shipmentId(call);
    call.optionalBody().check();
    return shipments.deliver(by, id, shipmentId);
  }

  private static UUID shipmentId(Call call) {
    return Uuids.path(call, "sid", "shipment");
  }
}
