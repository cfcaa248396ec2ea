package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients do wrong, and what they do at the same time. */
class BadInputIT {
  private static final String PRODUCTS = "/api/v1/products";
  private static ProductServer server;

  @BeforeAll
  static void start() {
    server = new ProductServer(Map.of("HTTP_MAX_BODY_BYTES", "65536"));
    server.staff().post(PRODUCTS, product("B-1", "Lamp", 199)).expect(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sku\":           | 400",
        "[]                  | 400",
        "5                   | 400",
        "null                | 400",
        "{\"sku\":\"B-2\"} x | 400",
        "{}                  | 422"
      })
  void whatIsNoObjectIsRefused(String body, int status) {
    Answer answer = server.staff().send("POST", PRODUCTS, "application/json", body).expect(status);

    assertEquals("application/problem+json", answer.contentType());
    assertEquals("invalid_request", answer.json().getString("code"));
  }

  @Test
  void everyFaultOfABodyIsNamed() {
    JsonObject body =
        new JsonObject()
            .put("sku", "a b")
            .put("name", 5)
            .put("price", new JsonObject().put("amount", -1).put("currency", "euro"))
            .put("colour", "red");

    JsonObject problem = server.staff().post(PRODUCTS, body).expect(422).json();

    List<String> pointers =
        problem.getJsonArray("errors").stream()
            .map(error -> ((JsonObject) error).getString("pointer"))
            .sorted()
            .toList();
    assertEquals(List.of("/colour", "/name", "/price/amount", "/price/currency", "/sku"), pointers);
  }

  @ParameterizedTest
  @CsvSource({"import", "export", "openapi.yaml", "..", "a/b", "a b", "ä", "''"})
  void aSkuThatCannotBeIsRefused(String sku) {
    server.staff().post(PRODUCTS, product(sku, "Lamp", 1)).expect(422);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    JsonObject big = product("B-3", "Lamp", 1).put("description", "x".repeat(70_000));

    assertEquals(
        "payload_too_large",
        server.staff().post(PRODUCTS, big).expect(413).json().getString("code"));
  }

  @Test
  void otherMediaTypesAreRefused() {
    server.staff().send("POST", PRODUCTS, "text/plain", "x").expect(415);
    server.staff().send("POST", PRODUCTS + "/import", "application/json", "{}").expect(415);
    server
        .staff()
        .with("Content-Encoding", "gzip")
        .send("POST", PRODUCTS + "/import", "text/csv", "sku")
        .expect(415);
  }

  @Test
  void writingIsForStaff() {
    ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));
    List<String> open =
        List.of("GET /api/v1/products", "GET /api/v1/products/{sku}", "GET /api/v1/categories");
    contract.requireClosed(server.guest(), 401, open);
    contract.requireClosed(server.customer(), 403, open);
    server.guest().as("not.a.token").get(PRODUCTS).expect(401);
  }

  @Test
  void unknownPathsAndMethodsAreProblems() {
    assertEquals(
        "not_found", server.guest().get("/api/v1/nothing").expect(404).json().getString("code"));
    Answer answer = server.guest().delete("/api/v1/categories").expect(405);
    assertEquals("GET, HEAD", answer.header("Allow"));
  }

  @ParameterizedTest
  @CsvSource({"import, POST", "export, GET"})
  void whatIsAPathIsNoProduct(String path, String allowed) {
    // Checked apart from the contract, which has no product of that name.
    HttpProbe staff = HttpProbe.at(server.port()).as(server.staffToken());
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      if (!method.equals(allowed)) {
        String body = method.equals("GET") || method.equals("DELETE") ? "" : "{}";
        Answer answer =
            staff.send(method, PRODUCTS + "/" + path, "application/json", body).expect(405);
        assertEquals(allowed, answer.header("Allow"), method);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "B-404",
    "a%20b",
    "%00",
    "%2e%2e",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  })
  void whatIsNotThereIsNotFound(String sku) {
    server.guest().get(PRODUCTS + "/" + sku).expect(404);
    server.staff().delete(PRODUCTS + "/" + sku).expect(404);
    server.staff().with("If-Match", "*").patch(PRODUCTS + "/" + sku, new JsonObject()).expect(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":null}                       | /name",
        "{\"price\":null}                      | /price",
        "{\"price\":{\"currency\":null}}       | /price/currency",
        "{\"price\":{\"amount\":\"1\"}}        | /price/amount",
        "{\"sku\":\"B-9\"}                     | /sku",
        "{\"attributes\":{\"a\":[1]}}          | /attributes/a",
        "{\"options\":{\"size\":5}}            | /options/size",
        "{\"images\":[\"/a\",\"ftp://x\"]}   | /images/1",
        "{\"colour\":\"red\"}                  | /colour"
      })
  void aPatchThatMakesNoProductIsRefused(String patch, String pointer) {
    JsonObject problem =
        server
            .staff()
            .with("If-Match", "*")
            .patch(PRODUCTS + "/B-1", new JsonObject(patch))
            .expect(422)
            .json();

    assertEquals(pointer, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(1, server.staff().get(PRODUCTS + "/B-1").expect(200).json().getLong("version"));
  }

  @Test
  void whatWasReadMayBeSentBack() {
    server.staff().post(PRODUCTS, product("B-5", "Lamp", 199)).expect(201);
    JsonObject read = server.staff().get(PRODUCTS + "/B-5").expect(200).json();

    Answer same = server.staff().with("If-Match", "\"1\"").put(PRODUCTS + "/B-5", read).expect(200);
    assertEquals("\"1\"", same.header("ETag"));

    read.put("name", "Lantern").put("groupId", "lamps");
    Answer other =
        server.staff().with("If-Match", "\"1\"").put(PRODUCTS + "/B-5", read).expect(200);
    assertEquals("\"2\"", other.header("ETag"));

    Answer patched =
        server
            .staff()
            .with("If-Match", "W/\"2\"")
            .send("PATCH", PRODUCTS + "/B-5", "application/json", "{\"groupId\":null}")
            .expect(200);
    assertFalse(patched.json().containsKey("groupId"));

    JsonObject asRead = server.staff().get(PRODUCTS + "/B-5").expect(200).json();
    Answer unchanged =
        server.staff().with("If-Match", "\"3\"").patch(PRODUCTS + "/B-5", asRead).expect(200);
    assertEquals("\"3\"", unchanged.header("ETag"));

    JsonObject otherSku = read.copy().put("sku", "B-6");
    server.staff().with("If-Match", "\"3\"").put(PRODUCTS + "/B-5", otherSku).expect(422);
    server.staff().with("If-Match", "nonsense").put(PRODUCTS + "/B-5", read).expect(412);
  }

  @Test
  void deletingArchivesAndHonoursAVersion() {
    server.staff().post(PRODUCTS, product("B-7", "Lamp", 199)).expect(201);

    server.staff().with("If-Match", "\"9\"").delete(PRODUCTS + "/B-7").expect(412);
    server.staff().with("If-Match", "\"1\"").delete(PRODUCTS + "/B-7").expect(204);
    server.staff().delete(PRODUCTS + "/B-7").expect(204);

    JsonObject read = server.guest().get(PRODUCTS + "/B-7").expect(200).json();
    assertEquals("archived", read.getString("status"));
    assertEquals(2, read.getLong("version"));
  }

  @Test
  void aKeyMakesACreationHappenOnce() {
    JsonObject body = product("B-8", "Lamp", 199);
    var keyed = server.staff().with("Idempotency-Key", "key-8");

    Answer first = keyed.post(PRODUCTS, body).expect(201);
    Answer again = keyed.post(PRODUCTS, body).expect(201);

    assertEquals(first.text(), again.text());
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals("\"1\"", again.header("ETag"));
    assertEquals(
        "idempotency_mismatch",
        keyed.post(PRODUCTS, body.put("name", "Other")).expect(422).json().getString("code"));
    server.staff().with("Idempotency-Key", "k".repeat(256)).post(PRODUCTS, body).expect(422);
  }

  @Test
  void ofManyWhoCreateTheSameOneSucceeds() {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(server.staff().postAsync(PRODUCTS, product("B-10", "Lamp " + i, 100 + i)));
    }
    List<Integer> statuses =
        answers.stream().map(answer -> answer.join().status()).sorted().toList();

    assertEquals(201, statuses.get(0));
    assertEquals(List.of(409), statuses.subList(1, 20).stream().distinct().toList());
  }

  @Test
  void ofManyWhoChangeTheSameVersionOneSucceeds() {
    server.staff().post(PRODUCTS, product("B-11", "Lamp", 100)).expect(201);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(
          server
              .staff()
              .with("If-Match", "\"1\"")
              .sendAsync(
                  "PATCH", PRODUCTS + "/B-11", "application/json", "{\"name\":\"N" + i + "\"}"));
    }
    List<Integer> statuses =
        answers.stream().map(answer -> answer.join().status()).sorted().toList();

    assertEquals(200, statuses.get(0));
    assertEquals(List.of(412), statuses.subList(1, 20).stream().distinct().toList());
    assertTrue(server.guest().get(PRODUCTS + "/B-11").json().getLong("version") == 2);
  }
}
