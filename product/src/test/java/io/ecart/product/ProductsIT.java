package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Products one by one, over HTTP. */
class ProductsIT {
  private static ProductServer server;
  private static EventRecorder events;

  @BeforeAll
  static void start() {
    server = new ProductServer(Map.of());
    events = new EventRecorder(Servers.kafka().bootstrap(), List.of(Change.TOPIC));
  }

  /** Whatever was told, it was told as the schemas say. */
  @AfterAll
  static void stop() {
    events.close();
    for (RecordedEvent event : events.all()) {
      String name = event.type().replaceAll("io\\.ecart\\.product\\.|\\.v1", "");
      ContractChecker.requireValid(ContractTest.schema(name), event.event());
    }
    server.close();
  }

  @Test
  void aProductIsCreatedAndRead() {
    JsonObject body =
        product("P-1", "Lantern", 1999)
            .put("category", "Lights")
            .put("options", new JsonObject().put("size", "M"))
            .put("images", new JsonArray().add("https://pictures.example/1.jpg"));
    server.inventory().stock("P-1", 7);

    Answer created = server.staff().post("/api/v1/products", body).expect(201);

    assertEquals("/api/v1/products/P-1", created.header("Location"));
    assertEquals("\"1\"", created.header("ETag"));
    JsonObject read = server.guest().get("/api/v1/products/P-1").expect(200).json();
    assertEquals("Lantern", read.getString("name"));
    assertEquals(1, read.getLong("version"));
    assertEquals("active", read.getString("status"));
    assertEquals("in_stock", read.getJsonObject("availability").getString("status"));
    assertEquals(7, read.getJsonObject("availability").getLong("available"));
    RecordedEvent told = events.awaitType("io.ecart.product.created.v1", "P-1");
    assertEquals("Lantern", told.data().getJsonObject("product").getString("name"));
  }

  @Test
  void aTakenSkuIsRefused() {
    server.staff().post("/api/v1/products", product("P-2", "One", 100)).expect(201);

    Answer again = server.staff().post("/api/v1/products", product("P-2", "Two", 100)).expect(409);

    assertEquals("illegal_state", again.json().getString("code"));
  }

  @Test
  void aChangedPriceIsToldWithThePreviousOne() {
    server.staff().post("/api/v1/products", product("P-3", "Chair", 5000)).expect(201);
    JsonObject patch = new JsonObject().put("price", new JsonObject().put("amount", 4500));

    Answer patched =
        server.staff().with("If-Match", "\"1\"").patch("/api/v1/products/P-3", patch).expect(200);

    assertEquals("\"2\"", patched.header("ETag"));
    JsonObject data = events.awaitType("io.ecart.product.price-changed.v1", "P-3").data();
    assertEquals(5000, data.getJsonObject("previousPrice").getLong("amount"));
    assertTrue(events.byKey("P-3").stream().noneMatch(e -> e.type().contains("updated")));
  }

  @Test
  void aStaleVersionIsRefusedAndAMissingOneAskedFor() {
    server.staff().post("/api/v1/products", product("P-4", "Table", 5000)).expect(201);
    JsonObject patch = new JsonObject().put("name", "Desk");

    server.staff().patch("/api/v1/products/P-4", patch).expect(428);
    server.staff().with("If-Match", "\"1\"").patch("/api/v1/products/P-4", patch).expect(200);
    server.staff().with("If-Match", "\"1\"").patch("/api/v1/products/P-4", patch).expect(412);
  }

  @Test
  void listsPageThroughEverything() {
    for (int i = 0; i < 7; i++) {
      server
          .staff()
          .post(
              "/api/v1/products", product("L-" + i, "Page " + i, 100 + i).put("category", "paged"))
          .expect(201);
    }
    String path = "/api/v1/products?category=paged&sort=-price&limit=3";
    JsonObject first = server.guest().get(path).expect(200).json();
    JsonObject second =
        server.guest().get(path + "&cursor=" + first.getString("next")).expect(200).json();

    assertEquals("L-6", first.getJsonArray("items").getJsonObject(0).getString("sku"));
    assertEquals("L-3", second.getJsonArray("items").getJsonObject(0).getString("sku"));
  }

  @Test
  void attributesKeepTheirKindAndCsvHasTheirTexts() {
    JsonObject attributes =
        new JsonObject(
            "{\"weight\":1.5,\"fragile\":true,\"pieces\":12,\"tiny\":1.0E-7,\"a\":\"1.50\"}");
    server
        .staff()
        .post(
            "/api/v1/products",
            product("KIND-1", "Vase", 100).put("category", "kinds").put("attributes", attributes))
        .expect(201);

    assertEquals(attributes, attributes(server.guest().get("/api/v1/products/KIND-1").json()));
    RecordedEvent told = events.awaitType("io.ecart.product.created.v1", "KIND-1");
    assertEquals(attributes, attributes(told.data().getJsonObject("product")));
    for (String format : List.of("csv", "ndjson")) {
      Answer out =
          server.staff().get("/api/v1/products/export?category=kinds&format=" + format).expect(200);
      JsonObject again =
          server
              .staff()
              .send("POST", "/api/v1/products/import", out.contentType(), out.text())
              .expect(200)
              .json();
      assertEquals(1, again.getInteger("unchanged"), format + out.text());
    }
    server
        .staff()
        .with("If-Match", "\"1\"")
        .patch("/api/v1/products/KIND-1", new JsonObject().put("attributes", attributes))
        .expect(200);
    assertEquals(1, server.guest().get("/api/v1/products/KIND-1").json().getLong("version"));
  }

  private static JsonObject attributes(JsonObject product) {
    return product.getJsonObject("attributes");
  }

  @Test
  void csvIsTakenInAndGivenOut() {
    String csv =
        "sku,name,category,price,currency,colour\r\n"
            + "I-1,\"Lamp, \"\"red\"\"\",imported,1.99,EUR,red\r\n"
            + "I-2,Lamp,imported,100,JPY,\r\n"
            + "I-3,Lamp,imported,1.999,EUR,\r\n";

    JsonObject report =
        server.staff().send("POST", "/api/v1/products/import", "text/csv", csv).expect(200).json();

    assertEquals(2, report.getInteger("created"), report::encode);
    assertEquals(1, report.getInteger("failed"));
    assertEquals(4, report.getJsonArray("errors").getJsonObject(0).getInteger("line"));
    String out = server.staff().get("/api/v1/products/export?category=imported").expect(200).text();
    JsonObject again =
        server.staff().send("POST", "/api/v1/products/import", "text/csv", out).expect(200).json();
    assertEquals(2, again.getInteger("unchanged"), again::encode);
  }
}
