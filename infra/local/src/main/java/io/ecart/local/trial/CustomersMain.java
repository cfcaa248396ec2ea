package io.ecart.local.trial;

import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * Fills the shelves and lets customers shop until the input ends. Each line of the input ends a
 * phase of that name: what the customers met in it is printed in one line.
 */
final class CustomersMain {
  private static final int PIECES = 10_000_000;

  private CustomersMain() {}

  /**
   * @param args the edge (scheme, host and port), how many customers shop at the same time
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String edge = args[0];
    int count = Integer.parseInt(args[1]);
    fillShelves(edge);
    Tally tally = new Tally();
    Customers customers = new Customers(edge, token(edge, "alice"), tally);
    for (int i = 0; i < count; i++) {
      customers.start(i);
    }
    System.out.println("shopping");
    BufferedReader phases =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String phase = phases.readLine(); phase != null; phase = phases.readLine()) {
      System.out.println(tally.mark(phase));
    }
  }

  private static void fillShelves(String edge) {
    ShopClient staff = new ShopClient(edge, "sam");
    staff.signIn();
    for (int i = 0; i < Customers.SKUS; i++) {
      JsonObject product =
          new JsonObject()
              .put("sku", Customers.sku(i))
              .put("name", "Trial piece " + i)
              .put("category", "trial")
              .put("status", "active")
              .put("price", new JsonObject().put("amount", 100 + i).put("currency", "EUR"));
      staff.post("/api/v1/products", product, "product-" + i);
      JsonObject received =
          new JsonObject()
              .put("sku", Customers.sku(i))
              .put("location", "main")
              .put("delta", PIECES)
              .put("reason", "received");
      staff.post("/api/v1/stock/adjustments", received, "received-" + i);
    }
  }

  private static String token(String edge, String user) throws IOException, InterruptedException {
    String form = "grant_type=password&username=" + user + "&password=" + user + "-demo";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(edge + "/api/v1/auth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return new JsonObject(answer.body()).getString("access_token");
  }
}
