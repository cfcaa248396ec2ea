package io.ecart.inventory.http;

import io.ecart.inventory.Line;
import io.ecart.inventory.Locations;
import io.ecart.inventory.StockDocuments;
import io.ecart.inventory.Transfer;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Goods that move between locations. */
public final class TransferRoutes {
  private static final String PATH = "/api/v1/transfers";

  private final DocumentRoutes<Transfer> transfers;
  private final KnownLocations locations;
  private final Clock clock;

  public TransferRoutes(StockDocuments<Transfer> transfers, Locations locations, Clock clock) {
    this.transfers = new DocumentRoutes<>(PATH, "transfer", transfers, Transfer::toJson);
    this.locations = new KnownLocations(locations);
    this.clock = clock;
  }

  public void register(Api api) {
    transfers.register(api);
    api.post(PATH, Access.STAFF, this::create)
        .post(PATH + "/:id/ship", Access.STAFF, this::ship)
        .post(PATH + "/:id/receive", Access.STAFF, this::receive);
  }

  private Future<Reply> create(Call call) {
    Fields body = call.body();
    String from = Bodies.location(body, "from");
    String to = Bodies.location(body, "to");
    if (from.equals(to)) {
      body.error("to", "same", "is where the goods are already");
    }
    List<Line> lines = Bodies.lines(body);
    String note = Bodies.note(body);
    body.check();
    return transfers.add(
        call,
        locations
            .require(Map.of("from", from, "to", to), "to")
            .map(known -> Transfer.create(from, to, lines, note, clock.instant())));
  }

  private Future<Reply> ship(Call call) {
    call.optionalBody().check();
    Instant now = clock.instant();
    return transfers.change(call, transfer -> transfer.ship(now));
  }

  private Future<Reply> receive(Call call) {
    Fields body = call.optionalBody();
    List<Line> counted = body.has("lines") ? Bodies.counted(body) : List.of();
    body.check();
    Instant now = clock.instant();
    return transfers.change(call, transfer -> transfer.receive(counted, now));
  }
}
