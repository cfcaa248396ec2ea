package io.ecart.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.servers.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbeIT {
  private final Vertx vertx = Vertx.vertx();
  private HttpProbe probe;

  @BeforeEach
  void start() {
    HttpServer server =
        Await.get(vertx.createHttpServer().requestHandler(HttpProbeIT::echo).listen(0));
    probe = HttpProbe.at(server.actualPort());
  }

  @AfterEach
  void close() {
    Await.get(vertx.close());
  }

  @Test
  void sendsMethodHeadersAndBody() {
    JsonObject body = new JsonObject().put("a", "ö");
    JsonObject patch = probe.as("t").with("X-A", "1").patch("/p?q=1", body).expect(200).json();
    assertEquals("PATCH", patch.getString("method"));
    assertEquals("/p?q=1", patch.getString("uri"));
    assertEquals("Bearer t", patch.getString("authorization"));
    assertEquals("application/merge-patch+json", patch.getString("type"));
    assertEquals(body.encode(), patch.getString("body"));
    assertEquals("PUT", probe.put("/", body).json().getString("method"));
    assertEquals("POST", probe.post("/", body).json().getString("method"));
    assertEquals("", probe.post("/").json().getString("body"));
    assertEquals("DELETE", probe.delete("/").json().getString("method"));
    assertEquals("a=%26", probe.postForm("/", Map.of("a", "&")).json().getString("body"));
  }

  @Test
  void aProbeNeverChanges() {
    HttpProbe with = probe.as("t");
    assertNull(probe.get("/").json().getString("authorization"));
    assertEquals("Bearer u", with.as("u").get("/").json().getString("authorization"));
  }

  @Test
  void recordsTheExchangesOfAllItsKin() throws Exception {
    probe.as("t").get("/a?x=1");
    probe.postAsync("/b", new JsonObject()).get(20, TimeUnit.SECONDS);
    assertEquals(2, probe.exchanges().size());
    assertEquals("GET /a -> 200", probe.exchanges().get(0).toString());
    assertEquals("application/json", probe.exchanges().get(1).requestType());
    assertEquals("application/json", probe.exchanges().get(1).answer().contentType());
  }

  @Test
  void showsTheBodyWhenTheStatusIsAnother() {
    Answer answer = probe.get("/");
    AssertionError e = assertThrows(AssertionError.class, () -> answer.expect(201));
    assertTrue(String.valueOf(e.getMessage()).contains("got 200: {"));
  }

  @Test
  void failsWhenNobodyAnswers() {
    HttpProbe nobody = HttpProbe.at(Ports.free());
    assertThrows(AssertionError.class, () -> nobody.get("/"));
  }

  @Test
  void namesTheDoorsThatAreOpenThoughTheyShouldNot() {
    Path shop = Path.of("src", "test", "resources", "shop.yaml");
    List<String> open = List.of("POST /api/v1/carts", "PUT /nowhere");
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> ContractChecker.of(shop).requireClosed(probe.as("t"), 401, open));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("no PUT /nowhere"), message);
    assertTrue(message.contains("DELETE /api/v1/carts/{id} answers 200"), message);
    assertTrue(message.contains("5 faults"), message);
    assertEquals(List.of(), probe.exchanges());
  }

  private static void echo(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .end(
                        new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("authorization", request.getHeader("Authorization"))
                            .put("type", request.getHeader("Content-Type"))
                            .put("body", body.toString())
                            .toBuffer()));
  }
}
