package io.ecart.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractCheckerTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String ID = "0198f2c4-0000-7000-8000-000000000001";
  private static final String CART = "{\"id\":\"" + ID + "\",\"note\":null,\"items\":[]}";

  private final ContractChecker shop = ContractChecker.of(RESOURCES.resolve("shop.yaml"));

  @Test
  void acceptsRoutesThatAreAllDocumented() {
    shop.requireRoutes(
        List.of(
            "GET /api/v1/carts/:cartId",
            "DELETE /api/v1/carts/{any}",
            "GET /api/v1/carts/mine",
            "POST /api/v1/carts",
            "GET /api/v1/carts/export"));
  }

  @Test
  void namesRoutesThatAreMissingOnEitherSide() {
    List<String> routes = List.of("GET /api/v1/carts/:id", "PUT /api/v1/carts/:id");
    String message = message(assertThrows(AssertionError.class, () -> shop.requireRoutes(routes)));
    assertTrue(message.contains("not documented: PUT /api/v1/carts/{}"), message);
    assertTrue(message.contains("not served: POST /api/v1/carts"), message);
    assertTrue(message.contains("5 faults"), message);
  }

  @Test
  void acceptsExchangesAsDocumented() {
    shop.requireAll(
        List.of(
            get("/api/v1/carts/" + ID, 200, JSON, CART),
            get("/api/v1/carts/" + ID, 304, "", ""),
            get("/api/v1/carts/x", 404, PROBLEM, "{\"status\":404,\"code\":\"not_found\"}"),
            get("/api/v1/carts/mine", 401, PROBLEM, "{\"status\":401,\"code\":\"x\"}"),
            get("/api/v1/carts/export", 200, "text/csv", "a,b"),
            exchange("DELETE", "/api/v1/carts/x", "", 204, "", ""),
            exchange(
                "DELETE", "/api/v1/carts/x", "", 409, PROBLEM, "{\"status\":409,\"code\":\"x\"}"),
            exchange("POST", "/api/v1/carts", "{\"note\":null}", 201, JSON, CART)));
  }

  @Test
  void acceptsTheRefusalOfWhatDoesNotExist() {
    shop.requireAll(
        List.of(
            get("/nowhere", 404, PROBLEM, "{}"),
            exchange("PUT", "/api/v1/carts", "", 405, PROBLEM, "{}")));
  }

  @Test
  void findsWhatIsNotDocumented() {
    assertFault("no such operation", get("/api/v1/secret", 200, JSON, "{}"));
    assertFault("status 500 is not documented", get("/api/v1/carts/x", 500, PROBLEM, "{}"));
    assertFault("answer type text/html", get("/api/v1/carts/x", 200, "text/html", "<p>"));
    assertFault("the body is missing", get("/api/v1/carts/x", 200, "", ""));
    assertFault("answer type", exchange("DELETE", "/api/v1/carts/x", "", 204, JSON, "{}"));
    assertFault("a request body is not", exchange("DELETE", "/api/v1/carts/x", "{}", 204, "", ""));
  }

  @Test
  void findsBodiesThatDoNotFitTheirSchema() {
    assertFault("items", get("/api/v1/carts/x", 200, JSON, "{\"id\":\"" + ID + "\"}"));
    assertFault("uuid", get("/api/v1/carts/x", 200, JSON, CART.replace(ID, "7")));
    String none = CART.replace("[]", "[{\"quantity\":0}]");
    assertFault("quantity", get("/api/v1/carts/x", 200, JSON, none));
    assertFault("integer", get("/api/v1/carts/x", 200, JSON, none.replace("0}", "\"1\"}")));
    Exchange extra = exchange("POST", "/api/v1/carts", "{\"x\":1}", 201, JSON, CART);
    assertFault("request", extra);
  }

  @Test
  void doesNotHoldABadRequestAgainstAServiceThatRefusedIt() {
    ContractChecker checker = ContractChecker.of(RESOURCES.resolve("shop.yaml"));
    Exchange refused =
        exchange(
            "DELETE", "/api/v1/carts/x", "{}", 400, PROBLEM, "{\"status\":400,\"code\":\"x\"}");
    assertDoesNotThrow(() -> checker.requireAll(List.of(refused)));
  }

  @Test
  void saysWhichOperationsNoTestTouched() {
    List<String> left = shop.untouched(List.of(get("/api/v1/carts/mine", 200, JSON, CART)));
    assertEquals(4, left.size());
    assertTrue(left.contains("GET /api/v1/carts/{id}"), left.toString());
  }

  @Test
  void readsOpenApi30() {
    ContractChecker notes = ContractChecker.of(RESOURCES.resolve("shop-3.0.yaml"));
    notes.requireAll(List.of(tagged("{\"text\":null}")));
    Exchange bad = tagged("{\"text\":1}");
    assertThrows(AssertionError.class, () -> notes.requireAll(List.of(bad)));
  }

  @Test
  void findsThatTheTagIsMissing() {
    ContractChecker notes = ContractChecker.of(RESOURCES.resolve("shop-3.0.yaml"));
    Exchange bare = get("/api/v1/notes/1", 200, JSON, "{\"text\":null}");
    String message =
        message(assertThrows(AssertionError.class, () -> notes.requireAll(List.of(bare))));
    assertTrue(message.contains("1 faults"), message);
    assertTrue(message.contains("the header ETag is missing"), message);
  }

  @Test
  void checksEvents() {
    Path schema = RESOURCES.resolve("placed.schema.json");
    JsonObject event = new JsonObject().put("id", ID).put("time", "2026-01-01T00:00:00Z");
    ContractChecker.requireValid(schema, event);
    JsonObject late = event.copy().put("time", "tomorrow");
    assertThrows(AssertionError.class, () -> ContractChecker.requireValid(schema, late));
    JsonObject nameless = new JsonObject().put("time", "2026-01-01T00:00:00Z");
    assertThrows(AssertionError.class, () -> ContractChecker.requireValid(schema, nameless));
  }

  private void assertFault(String expected, Exchange exchange) {
    AssertionError e = assertThrows(AssertionError.class, () -> shop.requireAll(List.of(exchange)));
    assertTrue(message(e).contains(expected), message(e));
  }

  private static String message(AssertionError e) {
    return String.valueOf(e.getMessage());
  }

  private static Exchange get(String path, int status, String type, String body) {
    return exchange("GET", path, "", status, type, body);
  }

  private static Exchange tagged(String body) {
    Map<String, List<String>> headers =
        Map.of("Content-Type", List.of(JSON), "ETag", List.of("\"1\""));
    Answer answer = new Answer(200, HttpHeaders.of(headers, (name, value) -> true), body);
    return new Exchange("GET", "/api/v1/notes/1", "", "", answer);
  }

  private static Exchange exchange(
      String method, String path, String request, int status, String type, String body) {
    Map<String, List<String>> headers =
        type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type + "; charset=utf-8"));
    HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
    String requestType = request.isEmpty() ? "" : JSON;
    return new Exchange(method, path, requestType, request, new Answer(status, all, body));
  }
}
