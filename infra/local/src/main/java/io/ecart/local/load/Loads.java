package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The closed loads, in which every client sends its next request when it has an answer. */
final class Loads {
  private final String name;
  private final Stand stand;
  private final LoadOptions options;

  private Loads(String name, Stand stand) {
    this.name = name;
    this.stand = stand;
    this.options = stand.options();
  }

  /** Runs any load by name; whether every invariant held. */
  static boolean run(String name, LoadOptions options) {
    if (name.equals("ceiling")) {
      return CeilingRun.run(options);
    }
    if (name.equals("cluster")) {
      return ClusterRun.run(options);
    }
    try (Stand stand = Stand.open(options)) {
      return switch (name) {
        case "flash-sale" -> new FlashSale(stand).run();
        case "latency" -> new Latency(stand).run();
        case "lag" -> new LagWatch(stand).run();
        case "growth" -> new Growth(stand).run();
        default -> new Loads(name, stand).run();
      };
    }
  }

  private boolean run() {
    if (options.is("no-ceiling")) {
      return measured(null);
    }
    try (Ceiling ceiling = Ceiling.start(stand.log("ceiling.log"))) {
      return measured(ceiling);
    }
  }

  private boolean measured(@Nullable Ceiling ceiling) {
    Measuring measuring = new Measuring(stand.wrk(), stand.backlog());
    List<Row> chosen = chosen(stand.rows());
    if (ceiling != null) {
      ceilings(ceiling).stream()
          .filter(bare -> chosen.stream().anyMatch(row -> row.isComparedWith(bare)))
          .forEach(bare -> measuring.add(bare, ceiling.pid()));
    }
    chosen.forEach(row -> measuring.add(row, stand.system().pid()));
    measuring.warmUp(options.number("warmup"));
    measuring.measure(options.number("rounds"), options.number("seconds"));
    List<String> faults = new ArrayList<>(measuring.faults());
    faults.addAll(stand.audit(measuring.placed()));
    Table table = new Table(measuring.outcomes());
    table.print();
    JsonObject result =
        new JsonObject().put("clients", options.number("clients")).put("rows", table.toJson());
    if (ceiling != null && measuring.placed() > 0) {
      result.put("oneStatement", OneStatement.measure(ceiling, options, stand.log("pgbench.sql")));
    }
    return stand.report(name, result, faults);
  }

  private List<Row> ceilings(Ceiling ceiling) {
    Rows rows = stand.rows();
    return List.of(
        rows.plainGet(ceiling.httpPort()),
        rows.plainPost(ceiling.httpPort()),
        rows.plainOrders(ceiling.ordersPort()));
  }

  private List<Row> chosen(Rows rows) {
    return switch (name) {
      case "checkout" -> checkout(rows, options.number("lines"));
      case "refusals" -> List.of(rows.refusals());
      case "stock" -> List.of(rows.stock());
      case "browse" -> List.of(rows.browse());
      case "cart" -> List.of(rows.cart(stand.carts()));
      case "mixed" -> List.of(rows.mixed(stand.carts()));
      case "orders" ->
          List.of(rows.checkout(1), rows.hot(), rows.checkout(3), rows.refusals(), rows.stock());
      default -> throw new IllegalArgumentException("there is no load " + name);
    };
  }

  /** Orders of one line are always among them, for the others are compared with those. */
  private List<Row> checkout(Rows rows, int lines) {
    if (options.is("hot")) {
      return List.of(rows.checkout(1), rows.hot());
    }
    return lines == 1 ? List.of(rows.checkout(1)) : List.of(rows.checkout(1), rows.checkout(lines));
  }
}
