package io.ecart.local.trial;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Customers at the edge: each looks at a few products, orders one, and begins again. */
final class Customers {
  static final int SKUS = 50;

  private static final int READS_PER_ORDER = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonObject ADDRESS =
      new JsonObject()
          .put("name", "A. Person")
          .put("line1", "1 High Street")
          .put("city", "Vienna")
          .put("postalCode", "1010")
          .put("country", "AT");

  private final String base;
  private final String token;
  private final Tally tally;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base scheme, host and port of the edge
   * @param token of a customer
   */
  Customers(String base, String token, Tally tally) {
    this.base = base;
    this.token = token;
    this.tally = tally;
  }

  static String sku(int number) {
    return "TRIAL-" + number;
  }

  /** Starts one customer, who goes on until the process ends. */
  void start(int number) {
    Thread thread = new Thread(() -> shop("203.0.113." + number % 250), "customer-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  private void shop(String address) {
    while (true) {
      for (int i = 0; i < READS_PER_ORDER; i++) {
        long begin = System.nanoTime();
        String sku = sku(ThreadLocalRandom.current().nextInt(SKUS));
        tally.read(isAnswered(request(address, "/api/v1/products/" + sku).GET(), 200), begin);
      }
      long begin = System.nanoTime();
      tally.write(isAnswered(order(address), 201), begin);
    }
  }

  private HttpRequest.Builder order(String address) {
    String sku = sku(ThreadLocalRandom.current().nextInt(SKUS));
    JsonObject body =
        new JsonObject()
            .put("lines", new JsonArray().add(new JsonObject().put("sku", sku).put("quantity", 1)))
            .put("contact", new JsonObject().put("email", "trial@example.com"))
            .put("shippingAddress", ADDRESS);
    return request(address, "/api/v1/orders")
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofString(body.encode()));
  }

  private HttpRequest.Builder request(String address, String path) {
    // As a load balancer before the edge tells it: the limit is for each customer, not for all.
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("X-Forwarded-For", address);
  }

  private boolean isAnswered(HttpRequest.Builder builder, int wanted) {
    HttpRequest request = builder.build();
    long begin = System.nanoTime();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() == wanted) {
        return true;
      }
      tally.failure(request, begin, response.statusCode() + " " + response.body());
    } catch (IOException e) {
      tally.failure(request, begin, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
