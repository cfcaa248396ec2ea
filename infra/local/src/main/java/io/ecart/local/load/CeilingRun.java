package io.ecart.local.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The ceilings alone, without a system beside them. */
final class CeilingRun {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private CeilingRun() {}

  static boolean run(LoadOptions options) {
    Path out = Path.of(options.text("out"));
    Path script = Path.of(System.getProperty("ecart.load.scripts", "scripts/load"));
    Wrk wrk = new Wrk(script.resolve("requests.lua"), options.number("clients"));
    try (Ceiling ceiling = Ceiling.start(out.resolve("ceiling.log"))) {
      Measuring measuring = new Measuring(wrk, null);
      measuring.add(reads(ceiling), ceiling.pid());
      measuring.add(posts(Rows.PLAIN_POST, ceiling.httpPort(), true), ceiling.pid());
      measuring.add(posts(Rows.PLAIN_ORDERS, ceiling.ordersPort(), false), ceiling.pid());
      measuring.warmUp(options.number("warmup"));
      measuring.measure(options.number("rounds"), options.number("seconds"));
      Table table = new Table(measuring.outcomes());
      table.print();
      JsonObject result =
          new JsonObject()
              .put("load", "ceiling")
              .put("clients", options.number("clients"))
              .put("rows", table.toJson())
              .put(
                  "oneStatement",
                  OneStatement.measure(ceiling, options, out.resolve("pgbench.sql")))
              .put("faults", new JsonArray(measuring.faults()));
      System.out.println("Written to " + Table.write(out, "ceiling", result));
      return measuring.faults().isEmpty();
    }
  }

  private static Row reads(Ceiling ceiling) {
    Request.Batch batch =
        new Request.Batch(
            Map.of("Accept", "application/json"),
            IntStream.rangeClosed(1, BareTables.SKUS)
                .mapToObj(i -> Request.get("/api/v1/stock/" + Shop.sku(i)))
                .toList());
    return new Row(Rows.PLAIN_GET, ceiling.httpPort(), batch, false, false, "");
  }

  private static Row posts(String name, int port, boolean refuses) {
    Request.Batch batch =
        new Request.Batch(
            JSON,
            IntStream.rangeClosed(1, BareTables.SKUS)
                .mapToObj(i -> Shop.order(List.of(Shop.sku(i))).encode())
                .map(body -> Request.post("/api/v1/orders", body))
                .toList());
    return new Row(name, port, batch, refuses, false, "");
  }
}
