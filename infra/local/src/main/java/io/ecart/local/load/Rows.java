package io.ecart.local.load;

import io.ecart.local.tools.RunningSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The loads that there are, as lines of a table. */
final class Rows {
  static final String PLAIN_GET = "ceiling: bare GET";
  static final String PLAIN_POST = "ceiling: bare 409";
  static final String PLAIN_ORDERS = "ceiling: grouped insert";
  static final String ONE_LINE = "checkout, 1 line";

  private static final int REQUESTS = 5_000;
  private static final int HOT = 7;
  private static final String ORDERS = "/api/v1/orders";

  private final Random random = new Random(1);
  private final LoadOptions options;
  private final RunningSystem system;
  private final String token;

  /**
   * @param token of the customer who orders
   */
  Rows(LoadOptions options, RunningSystem system, String token) {
    this.options = options;
    this.system = system;
    this.token = token;
  }

  /** Orders of so many lines, spread over all skus. */
  Row checkout(int lines) {
    String name = lines == 1 ? ONE_LINE : "checkout, " + lines + " lines";
    String other = lines == 1 ? PLAIN_ORDERS : ONE_LINE;
    return orders(name, other, false, many(() -> order(someSkus(lines))));
  }

  /** Orders of one sku that everybody wants. */
  Row hot() {
    List<String> one = List.of(Shop.sku(HOT));
    return orders("checkout, hot sku", ONE_LINE, false, many(() -> order(one)));
  }

  /** Orders of one sku, each with an idempotency key, as careful clients send them. */
  Row buyers(String sku) {
    Map<String, String> headers = signed();
    headers.put("Idempotency-Key", "buyer-{n}");
    Request.Batch batch = new Request.Batch(headers, List.of(order(List.of(sku))));
    return new Row("buyers", port("order"), batch, false, true, "");
  }

  /** Orders of the sku after the last, of which there are none. */
  Row refusals() {
    List<String> soldOut = List.of(Shop.sku(options.number("skus") + 1));
    return orders("refusals", PLAIN_POST, true, many(() -> order(soldOut)));
  }

  Row stock() {
    return reads("GET /stock/{sku}", port("inventory"), many(this::stockRequest));
  }

  /** What visitors look at: half products, the rest lists, searches and stock. */
  Row browse() {
    return reads("browse", edge(), many(this::browsing));
  }

  /** Lines put into carts, and carts looked at. */
  Row cart(List<String> carts) {
    return customer("cart", port("cart"), PLAIN_GET, many(() -> inCart(carts)));
  }

  /** 90 looks, 8 steps in a cart and 2 orders of a hundred. */
  Row mixed(List<String> carts) {
    return customer("mixed", edge(), PLAIN_GET, many(() -> any(carts)));
  }

  Row plainGet(int port) {
    return reads(PLAIN_GET, port, many(this::stockRequest));
  }

  Row plainPost(int port) {
    return new Row(PLAIN_POST, port, plain(), true, false, "");
  }

  Row plainOrders(int port) {
    return new Row(PLAIN_ORDERS, port, plain(), false, false, "");
  }

  private Request.Batch plain() {
    return new Request.Batch(json(), many(() -> order(someSkus(1))));
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  private Row reads(String name, int port, List<Request> requests) {
    Request.Batch batch = new Request.Batch(Map.of("Accept", "application/json"), requests);
    return new Row(name, port, batch, false, false, name.equals(PLAIN_GET) ? "" : PLAIN_GET);
  }

  private Row customer(String name, int port, String other, List<Request> requests) {
    return new Row(name, port, new Request.Batch(signed(), requests), false, false, other);
  }

  private Row orders(String name, String other, boolean refuses, List<Request> requests) {
    Map<String, String> headers = signed();
    if (options.is("keys")) {
      headers.put("Idempotency-Key", "load-{n}");
    }
    Request.Batch batch = new Request.Batch(headers, requests);
    return new Row(name, port("order"), batch, refuses, !refuses, other);
  }

  private Map<String, String> signed() {
    Map<String, String> headers = new LinkedHashMap<>(json());
    headers.put("Authorization", "Bearer " + token);
    return headers;
  }

  private int port(String service) {
    return options.is("edge") ? edge() : system.port(service);
  }

  private int edge() {
    return Integer.parseInt(system.edge().replaceAll(".*:", ""));
  }

  private Request any(List<String> carts) {
    int n = random.nextInt(100);
    return n < 90 ? browsing() : n < 98 ? inCart(carts) : order(someSkus(1));
  }

  private Request browsing() {
    int n = random.nextInt(10);
    if (n < 5) {
      return Request.get("/api/v1/products/" + someSkus(1).get(0));
    }
    if (n < 7) {
      return Request.get("/api/v1/products?category=Things&limit=20");
    }
    return n < 8 ? Request.get("/api/v1/products?q=thing&limit=20") : stockRequest();
  }

  private Request stockRequest() {
    return Request.get("/api/v1/stock/" + someSkus(1).get(0));
  }

  private Request inCart(List<String> carts) {
    String cart = "/api/v1/carts/" + carts.get(random.nextInt(carts.size()));
    return random.nextInt(10) < 4
        ? Request.get(cart)
        : new Request("PUT", cart + "/items/" + someSkus(1).get(0), "{\"quantity\":2}");
  }

  private List<String> someSkus(int lines) {
    return random
        .ints(1, options.number("skus") + 1)
        .distinct()
        .limit(lines)
        .mapToObj(Shop::sku)
        .toList();
  }

  private static Request order(List<String> skus) {
    return Request.post(ORDERS, Shop.order(skus).encode());
  }

  private static List<Request> many(Supplier<Request> make) {
    return Stream.generate(make).limit(REQUESTS).toList();
  }
}
