package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00.123456789Z");

  private final MemoryProductStore store = new MemoryProductStore();
  private final Products products = new Products(store, store, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void timesAreWholeMilliseconds() {
    take(row(1, "A-1", "Lamp"));

    assertEquals(Instant.parse("2026-01-31T09:00:00.123Z"), store.products.get("A-1").createdAt());
  }

  @Test
  void aRowThatSaysNothingNewChangesNothing() {
    take(row(1, "A-1", "Lamp"));
    store.changes.clear();

    JsonObject report = take(row(1, "A-1", "Lamp"), row(2, "A-1", "Lamp")).toJson();

    assertEquals(2, report.getLong("unchanged"));
    assertTrue(store.changes.isEmpty());
  }

  @Test
  void rowsOfOneSkuFollowEachOther() {
    JsonObject report =
        take(row(1, "A-1", "One"), row(2, "A-1", "Two"), row(3, "A-1", "Two")).toJson();

    assertEquals(
        "{\"created\":1,\"updated\":1,\"unchanged\":1,\"failed\":0,\"errors\":[]}",
        report.encode());
    assertEquals("Two", store.products.get("A-1").details().name());
    assertEquals(2, store.products.get("A-1").version());
    assertEquals(2, store.changes.size());
  }

  @Test
  void aRowThatCannotBeTakenDoesNotKeepTheOthers() {
    Row bad = new Row.Patch(2, "A-2", new JsonObject().put("name", "x").put("weight", 5), false);
    Row fault = new Row.Fault(3, null, null, "quotes", "Broken");

    JsonObject report = take(row(1, "A-1", "Lamp"), bad, fault, row(4, "A-3", "Lamp")).toJson();

    assertEquals(2, report.getLong("created"));
    assertEquals(2, report.getLong("failed"));
    List<String> errors =
        report.getJsonArray("errors").stream()
            .map(JsonObject.class::cast)
            .map(e -> e.getLong("line") + " " + e.getString("pointer") + " " + e.getString("code"))
            .toList();
    assertEquals(List.of("2 /price required", "2 /weight unknown", "3 null quotes"), errors);
  }

  @Test
  void aRowMayNameOnlyWhatChanges() {
    take(row(1, "A-1", "Lamp"));

    take(new Row.Patch(1, "A-1", new JsonObject().put("category", "Lights"), false));

    assertEquals("Lamp", store.products.get("A-1").details().name());
    assertEquals("Lights", store.products.get("A-1").details().category());
  }

  @Test
  void aTextThatSaysWhatIsStoredKeepsItsKindWhereThereAreTextsOnly() {
    String kinds = "{\"weight\":1.5,\"fragile\":true,\"pieces\":12,\"tiny\":1.0E-7}";
    String texts =
        "{\"weight\":\"1.5\",\"fragile\":\"true\",\"pieces\":\"12\",\"tiny\":\"0.00000010\"}";
    take(row(1, "A-1", "Lamp"), attributes(kinds, false));

    JsonObject same = take(attributes(kinds, false), attributes(texts, true)).toJson();
    JsonObject meant = take(attributes(texts, false)).toJson();

    assertEquals(2, same.getLong("unchanged"));
    assertEquals(1, meant.getLong("updated"));
    assertEquals("1.5", store.products.get("A-1").details().attributes().get("weight"));
  }

  @Test
  void aTextThatSaysSomethingElseIsAText() {
    take(row(1, "A-1", "Lamp"), attributes("{\"weight\":1.5,\"fragile\":true}", false));

    take(attributes("{\"weight\":\"2.5\",\"fragile\":null}", true));

    assertEquals(Map.of("weight", "2.5"), store.products.get("A-1").details().attributes());
  }

  @Test
  void aNameWithBlanksAroundItIsTheSameName() {
    take(row(1, "A-1", "Lamp"), attributes("{\"colour \":\"red\",\"size\":\"M\"}", false));

    JsonObject again = take(attributes("{\" colour\":\"red\",\"size\":\"M\"}", true)).toJson();
    Await.get(
        products.patch(
            "A-1", 2, new JsonObject("{\"attributes\":{\"colour\\t\":\"blue\",\" size\":null}}")));

    assertEquals(1, again.getLong("unchanged"));
    assertEquals(Map.of("colour", "blue"), store.products.get("A-1").details().attributes());
  }

  private static Row attributes(String json, boolean textsOnly) {
    JsonObject patch = new JsonObject().put("attributes", new JsonObject(json));
    return new Row.Patch(1, "A-1", patch, textsOnly);
  }

  @Test
  void errorsBeyondTheListAreCounted() {
    Row[] rows = new Row[5];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Row.Fault(i + 1, null, null, "format", "x");
    }
    ImportReport report = new ImportReport(3);
    report.add(Await.get(products.take(List.of(rows), 3)));
    report.add(Await.get(products.take(List.of(rows), 3)));

    assertEquals(10, report.toJson().getLong("failed"));
    assertEquals(3, report.toJson().getJsonArray("errors").size());
  }

  @Test
  void archivingTwiceIsToldOnce() {
    take(row(1, "A-1", "Lamp"));
    store.changes.clear();

    Await.get(products.archive("A-1", Products.ANY_VERSION));
    Await.get(products.archive("A-1", Products.ANY_VERSION));

    assertEquals(1, store.changes.size());
    assertEquals(2, store.products.get("A-1").version());
  }

  @Test
  void aStaleVersionChangesNothing() {
    take(row(1, "A-1", "Lamp"));

    Problem problem =
        (Problem) Await.failure(products.patch("A-1", 7, new JsonObject().put("name", "Other")));

    assertEquals(ProblemCode.VERSION_MISMATCH, problem.code());
    assertEquals("Lamp", store.products.get("A-1").details().name());
  }

  @Test
  void noPatchMakesAProductTooLarge() {
    take(row(1, "A-1", "Lamp"));
    JsonObject large = new JsonObject();
    for (int i = 0; i < 30; i++) {
      large.put("k" + i, "x".repeat(2_000));
    }
    Await.get(products.patch("A-1", 1, new JsonObject().put("attributes", large)));
    JsonObject more = new JsonObject().put("options", large);

    Problem patched = (Problem) Await.failure(products.patch("A-1", 2, more));
    JsonObject imported = take(new Row.Patch(1, "A-1", more, false)).toJson();

    assertEquals(ProblemCode.INVALID_REQUEST, patched.code());
    assertEquals("length", patched.errors().get(0).code());
    assertEquals("length", imported.getJsonArray("errors").getJsonObject(0).getString("code"));
    assertEquals(2, store.products.get("A-1").version());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    Problem problem = (Problem) Await.failure(products.archive("A-1", Products.ANY_VERSION));

    assertEquals(ProblemCode.NOT_FOUND, problem.code());
  }

  private ImportReport take(Row... rows) {
    return Await.get(products.take(List.of(rows), 100));
  }

  private static Row row(long line, String sku, String name) {
    JsonObject price = new JsonObject().put("amount", 199).put("currency", "EUR");
    return new Row.Patch(line, sku, new JsonObject().put("name", name).put("price", price), false);
  }
}
