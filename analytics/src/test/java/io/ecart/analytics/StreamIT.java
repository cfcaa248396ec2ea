package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
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

  private static HttpClientResponse listen(HttpClient client, Queue<String> heard) {
    return Await.get(
        client
            .request(HttpMethod.GET, rig.port(), "127.0.0.1", AnalyticsRig.API + "/stream")
            .compose(
                request ->
                    request
                        .putHeader("Authorization", "Bearer " + rig.token("sam"))
                        .send()
                        .onSuccess(
                            response -> response.handler(chunk -> heard.add(chunk.toString())))));
  }
}
