package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamIT {
  private static AnalyticsRig rig;

  @BeforeAll
  static void start() {
    rig = new AnalyticsRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void tellsCountersWhenTheyChange() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    HttpClient client = rig.vertx.createHttpClient();
    HttpClientResponse response = listen(client, heard);
    assertEquals("text/event-stream", response.getHeader("Content-Type"));
    Await.until("the first counters", () -> heard.toString().contains("event: counters"));
    heard.clear();
    rig.publish(
        "order.events", TestOrder.at("2026-01-01T10:00:00Z").line("S", 1, 987_654).placed());
    Await.until("the change", () -> heard.toString().contains("987654"));
    Await.get(client.close());
  }

  @Test
  void tellsANewcomerNothingThatIsOld() {
    HttpClient client = rig.vertx.createHttpClient();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    listen(client, heard);
    Await.until("the first counters", () -> heard.toString().contains("event: counters"));
    Await.get(client.close());
    Await.until("nobody listens", StreamIT::isSilent);
    rig.publish(
        "order.events", TestOrder.at("2026-01-02T10:00:00Z", "USD").line("S", 1, 123_456).placed());
    String sales = "/sales?from=2026-01-02&to=2026-01-03";
    Await.until("the order", () -> !rig.get(sales).getJsonArray("items").isEmpty());

    HttpClient newcomer = rig.vertx.createHttpClient();
    Queue<String> first = new ConcurrentLinkedQueue<>();
    listen(newcomer, first);
    Await.until("the counters", () -> first.toString().contains("event: counters"));

    String counters = String.join("", first).split("event: counters")[1];
    assertTrue(counters.contains("123456"), counters);
    Await.get(newcomer.close());
  }

  private static boolean isSilent() {
    return rig.management().get("/metrics").expect(200).text().contains("stream_clients 0.0");
  }

  @Test
  void takesNoMoreListenersThanItIsSetTo() {
    HttpClient client = rig.vertx.createHttpClient();
    assertEquals(200, listen(client, new ConcurrentLinkedQueue<>()).statusCode());
    assertEquals(200, listen(client, new ConcurrentLinkedQueue<>()).statusCode());
    Answer refused = rig.as("sam").get(AnalyticsRig.API + "/stream").expect(503);
    assertEquals("unavailable", refused.json().getString("code"));
    assertEquals("5", refused.header("Retry-After"));
    Await.get(client.close());
    HttpClient another = rig.vertx.createHttpClient();
    Await.until(
        "a free place", () -> listen(another, new ConcurrentLinkedQueue<>()).statusCode() == 200);
    assertTrue(Await.get(another.close().map(true)));
  }

  @Test
  void endsWithTheToken() {
    HttpClient client = rig.vertx.createHttpClient();
    String token = rig.staffToken(Duration.ofSeconds(2));
    HttpClientResponse response = listen(client, new ConcurrentLinkedQueue<>(), token);
    assertEquals(200, response.statusCode());
    Await.get(response.end());
    Await.get(client.close());
  }

  private static HttpClientResponse listen(HttpClient client, Queue<String> heard) {
    return listen(client, heard, rig.token("sam"));
  }

  private static HttpClientResponse listen(HttpClient client, Queue<String> heard, String token) {
    return Await.get(
        client
            .request(HttpMethod.GET, rig.port(), "127.0.0.1", AnalyticsRig.API + "/stream")
            .compose(
                request ->
                    request
                        .putHeader("Authorization", "Bearer " + token)
                        .send()
                        .onSuccess(
                            response -> response.handler(chunk -> heard.add(chunk.toString())))));
  }
}
