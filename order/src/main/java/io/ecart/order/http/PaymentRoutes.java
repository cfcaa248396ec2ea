package io.ecart.order.http;

import io.ecart.order.Payments;
import io.ecart.order.Requester;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** Reports of a payment provider, passed on by staff or a service. */
public final class PaymentRoutes {
  private final Payments payments;

  public PaymentRoutes(Payments payments) {
    this.payments = payments;
  }

  public void register(Api api) {
    api.post("/api/v1/orders/:id/payments", Access.STAFF, this::report);
  }

  private Future<Reply> report(Call call) {
    Requester by = Asking.requester(call);
    UUID id = Asking.orderId(call);
    Fields body = call.body();
    Payments.Report report = Bodies.report(body);
    body.check();
    return payments.report(by, id, report);
  }
}
