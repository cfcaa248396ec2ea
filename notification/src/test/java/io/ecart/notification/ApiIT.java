package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.Exchange;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP API; every exchange is held against the contract at the end. */
class ApiIT {
  private static final ContractChecker CONTRACT = ContractChecker.of(Path.of("api/openapi.yaml"));
  private static final String PLACED = "/api/v1/templates/order.placed/email/";
  private static final String ALICE = TokenIssuer.subjectOf("alice");
  private static final String BOB = TokenIssuer.subjectOf("bob");
  private static final String PREFERENCES = "/api/v1/preferences/" + ALICE;

  private static NotificationRig rig;
  private static HttpProbe nobody;
  private static HttpProbe alice;
  private static HttpProbe sam;
  private static HttpProbe ada;

  @BeforeAll
  static void start() {
    rig = new NotificationRig().start();
    nobody = rig.probe();
    alice = nobody.as(rig.tokens.token("alice"));
    sam = nobody.as(rig.tokens.token("sam"));
    ada = nobody.as(rig.tokens.token("ada"));
  }

  @AfterAll
  static void stop() {
    List<Exchange> exchanges = nobody.exchanges();
    rig.close();
    CONTRACT.requireAll(exchanges);
    assertEquals(List.of(), CONTRACT.untouched(exchanges));
  }

  @Test
  void contractIsServedUnderEveryPrefix() {
    for (String prefix : List.of("notifications", "templates", "preferences", "webhooks")) {
      String yaml = rig.probe().get("/api/v1/" + prefix + "/openapi.yaml").expect(200).text();
      assertTrue(yaml.startsWith("openapi: 3.1.0"));
    }
  }

  @Test
  void nothingIsForEverybodyAndSettingsAreForAdminsOnly() {
    List<String> ofCustomers =
        List.of(
            "GET /api/v1/notifications",
            "GET /api/v1/notifications/{id}",
            "GET /api/v1/preferences/{customerId}",
            "PUT /api/v1/preferences/{customerId}");
    List<String> ofStaff = new ArrayList<>(ofCustomers);
    ofStaff.add("POST /api/v1/notifications/{id}/resend");
    CONTRACT.requireClosed(nobody, 401, List.of());
    CONTRACT.requireClosed(alice, 403, ofCustomers);
    CONTRACT.requireClosed(sam, 403, ofStaff);
  }

  @Test
  void customersSeeTheirOwnMessages() {
    String own = Orders.id();
    String others = Orders.id();
    rig.publish("order.placed", own, Orders.ofCustomer(Orders.data(own, Orders.email()), ALICE));
    rig.publish("order.placed", others, Orders.data(others, Orders.email()));
    String message = rig.awaitMessages(own, 1, "sent").get(0).getString("id");
    String other = rig.awaitMessages(others, 1, "sent").get(0).getString("id");

    assertEquals(1, items(alice.get("/api/v1/notifications?orderId=" + own)).size());
    assertEquals(0, items(alice.get("/api/v1/notifications?orderId=" + others)).size());
    alice.get("/api/v1/notifications/" + message).expect(200);
    alice.get("/api/v1/notifications/" + other).expect(404);
    alice.post("/api/v1/notifications/" + message + "/resend").expect(403);
    nobody.get("/api/v1/notifications").expect(401);
  }

  @Test
  void traceOfTheEventIsToldToStaffAndServices() {
    String id = Orders.id();
    JsonObject data = Orders.ofCustomer(Orders.data(id, Orders.email()), ALICE);
    Event event = rig.publish("order.placed", id, data);
    String message = rig.awaitMessages(id, 1, "sent").get(0).getString("id");
    String list = "/api/v1/notifications?orderId=" + id;
    String traceId = event.traceparent().substring(3, 35);

    HttpProbe service = nobody.as(rig.tokens.serviceToken());
    for (HttpProbe reader : List.of(service, sam)) {
      assertEquals(traceId, items(reader.get(list)).getJsonObject(0).getString("traceId"));
    }
    assertFalse(items(alice.get(list)).getJsonObject(0).containsKey("traceId"));
    String path = "/api/v1/notifications/" + message;
    assertEquals(traceId, sam.get(path).expect(200).json().getString("traceId"));
    assertFalse(alice.get(path).expect(200).json().containsKey("traceId"));
    Answer resent = sam.post(path + "/resend").expect(202);
    assertEquals(traceId, resent.json().getString("traceId"));
  }

  @Test
  void whatTheMailServerSaysIsToldToStaffOnly() {
    String id = Orders.id();
    rig.mail.failNext(4);
    rig.publish("order.placed", id, Orders.ofCustomer(Orders.data(id, Orders.email()), BOB));
    JsonObject failed = rig.awaitMessages(id, 1, "failed").get(0);
    assertTrue(failed.getString("error").contains("451"), failed.encode());

    String path = "/api/v1/notifications/" + failed.getString("id");
    JsonObject seen = rig.as("bob").get(path).expect(200).json();
    assertEquals("failed", seen.getString("status"));
    assertFalse(seen.containsKey("error"), seen.encode());
  }

  @Test
  void customersLearnWhyTheyAreNotTold() {
    HttpProbe bob = rig.as("bob");
    JsonObject silent = new JsonObject().put("order.paid", new JsonArray());
    bob.with("If-Match", "*")
        .put("/api/v1/preferences/" + BOB, new JsonObject().put("channels", silent))
        .expect(200);
    String id = Orders.id();
    rig.publish("order.paid", id, Orders.ofCustomer(Orders.data(id, Orders.email()), BOB));
    rig.awaitMessages(id, 1, "suppressed");

    JsonArray seen = items(bob.get("/api/v1/notifications?orderId=" + id));
    assertEquals("The customer does not want it", seen.getJsonObject(0).getString("error"));
  }

  @Test
  void listIsFilteredAndPaged() {
    String email = Orders.email();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = Orders.id();
      ids.add(0, id);
      rig.publish("order.placed", id, Orders.data(id, email));
      rig.awaitMessages(id, 1, "sent");
    }
    String path = "/api/v1/notifications?status=sent&limit=2&recipient=" + email;
    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject page = sam.get(path + next).expect(200).json();
      page.getJsonArray("items")
          .forEach(item -> seen.add(((JsonObject) item).getString("orderId")));
      next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    }
    assertEquals(ids, seen);
  }

  @Test
  void nonsenseInQueriesIsNamed() {
    Answer answer =
        sam.get("/api/v1/notifications?status=lost&limit=0&cursor=abc&colour=red").expect(422);
    assertEquals(4, answer.json().getJsonArray("errors").size());
    sam.get("/api/v1/notifications?cursor=WyJ4Il0").expect(422);
    sam.get("/api/v1/notifications/nonsense").expect(404);
    sam.send("PATCH", "/api/v1/notifications", "", "").expect(405);
  }

  @Test
  void resendIsIdempotent() {
    String id = Orders.id();
    String email = Orders.email();
    rig.publish("order.placed", id, Orders.data(id, email));
    String path =
        "/api/v1/notifications/"
            + rig.awaitMessages(id, 1, "sent").get(0).getString("id")
            + "/resend";
    HttpProbe keyed = sam.with("Idempotency-Key", id);
    List<CompletableFuture<Answer>> both =
        List.of(keyed.sendAsync("POST", path, "", ""), keyed.sendAsync("POST", path, "", ""));
    both.forEach(each -> assertTrue(List.of(202, 409).contains(each.join().status())));

    Answer again = keyed.post(path).expect(202);
    assertEquals("true", again.header("Idempotent-Replayed"));
    Await.until("the second mail", () -> rig.mail.mailsTo(email).size() == 2);
    rig.awaitMessages(id, 1, "sent");
    assertEquals(2, rig.mail.mailsTo(email).size());
    sam.post("/api/v1/notifications/" + Orders.id() + "/resend").expect(404);
  }

  @Test
  void templatesAreWrittenUnderTheirVersion() {
    String path = PLACED + "fr";
    Answer first = ada.get(path).expect(200);
    assertEquals("\"0\"", first.header("ETag"));
    assertEquals("default", first.json().getString("source"));

    JsonObject body = new JsonObject().put("subject", "Merci {{order.number}}");
    body.put("text", "Bonjour {{order.name}}").put("html", "<p>Bonjour {{order.name}}</p>");
    ada.put(path, body).expect(428);
    Answer written = ada.with("If-Match", "\"0\"").put(path, body).expect(200);
    assertEquals("\"1\"", written.header("ETag"));
    assertEquals("custom", written.json().getString("source"));
    ada.with("If-Match", "\"0\"").put(path, body).expect(412);
    ada.with("If-Match", "\"7\"").put(PLACED + "es", body).expect(412);
    ada.with("If-Match", "\"1\"").put(path, written.json()).expect(200);
    assertEquals("\"2\"", ada.get(path).expect(200).header("ETag"));
    sam.get(path).expect(403);
    ada.get("/api/v1/templates/order.palced/email/en").expect(404);
    ada.get("/api/v1/templates/order.placed/pigeon/en").expect(404);
    ada.get("/api/v1/templates/order.placed/email/english").expect(404);
    ada.get("/api/v1/templates/stock.low/sms/en").expect(404);
  }

  @Test
  void writtenTemplateIsUsed() {
    String customer = Orders.id();
    String path = PLACED + "it";
    JsonObject body = new JsonObject().put("subject", "Grazie").put("text", "t").put("html", "h");
    ada.with("If-Match", "*").put(path, body).expect(200);
    JsonObject wishes = new JsonObject().put("locale", "it");
    sam.with("If-Match", "\"0\"").put("/api/v1/preferences/" + customer, wishes).expect(200);

    String id = Orders.id();
    String email = Orders.email();
    rig.publish("order.placed", id, Orders.ofCustomer(Orders.data(id, email), customer));
    rig.awaitMessages(id, 1, "sent");
    assertEquals("Grazie", rig.mail.mailsTo(email).get(0).subject());
  }

  @Test
  void wrongTemplateIsNamedWithItsPlace() {
    JsonObject body = new JsonObject().put("subject", "{{order.nmber}}");
    body.put("text", "one\n{{#order}}").put("html", "fine");
    JsonArray errors =
        ada.with("If-Match", "*")
            .put(PLACED + "en", body)
            .expect(422)
            .json()
            .getJsonArray("errors");
    assertEquals("/subject", errors.getJsonObject(0).getString("pointer"));
    assertTrue(errors.getJsonObject(0).getString("detail").contains("line 1"));
    assertEquals("/text", errors.getJsonObject(1).getString("pointer"));
    JsonObject empty = new JsonObject().put("text", "{{}}");
    Answer refused =
        ada.with("If-Match", "*").put("/api/v1/templates/order.placed/sms/en", empty).expect(422);
    assertEquals(
        "/text", refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    String many = "{{#order.lines}}".repeat(24) + "{{/order.lines}}".repeat(24);
    ada.with("If-Match", "*")
        .put("/api/v1/templates/order.placed/sms/cs", new JsonObject().put("text", many))
        .expect(422);
    ada.with("If-Match", "*").put(PLACED + "en", new JsonObject()).expect(422);
    ada.with("If-Match", "*").send("PUT", PLACED + "en", "application/json", "{\"x").expect(400);
    ada.with("If-Match", "*").send("PUT", PLACED + "en", "text/plain", "x").expect(415);
  }

  @Test
  void preferencesAreOnesOwn() {
    Answer first = alice.get(PREFERENCES).expect(200);
    assertEquals("\"0\"", first.header("ETag"));
    JsonObject wishes =
        new JsonObject()
            .put("channels", new JsonObject().put("order.placed", new JsonArray().add("sms")))
            .put(
                "quietHours",
                new JsonObject()
                    .put("start", "22:00")
                    .put("end", "07:00")
                    .put("timeZone", "Europe/Berlin"))
            .put("locale", "de-AT");
    alice.put(PREFERENCES, wishes).expect(428);
    Answer written = alice.with("If-Match", "\"0\"").put(PREFERENCES, wishes).expect(200);
    assertEquals("delay", written.json().getJsonObject("quietHours").getString("rule"));
    assertEquals(written.json(), sam.get(PREFERENCES).expect(200).json());
    alice.with("If-Match", "\"0\"").put(PREFERENCES, wishes).expect(412);
    JsonObject back = written.json().put("quietHours", null);
    alice.with("If-Match", "\"1\"").put(PREFERENCES, back).expect(200);
    rig.as("bob").get(PREFERENCES).expect(404);
    rig.as("bob").with("If-Match", "*").put(PREFERENCES, wishes).expect(404);
    nobody.get(PREFERENCES).expect(401);
  }

  @Test
  void wrongPreferencesAreNamedOneByOne() {
    JsonObject wishes =
        new JsonObject()
            .put(
                "channels",
                new JsonObject()
                    .put("order.placed", new JsonArray().add("pigeon"))
                    .put("order.eaten", new JsonArray()))
            .put("quietHours", new JsonObject().put("start", "25:00").put("timeZone", "Mars/Base"))
            .put("locale", "x")
            .put("color", "red");
    JsonArray errors =
        alice
            .with("If-Match", "*")
            .put(PREFERENCES, wishes)
            .expect(422)
            .json()
            .getJsonArray("errors");
    List<String> pointers =
        errors.stream().map(each -> ((JsonObject) each).getString("pointer")).sorted().toList();
    assertEquals(
        List.of(
            "/channels/order.eaten",
            "/channels/order.placed",
            "/color",
            "/locale",
            "/quietHours/end",
            "/quietHours/start",
            "/quietHours/timeZone"),
        pointers);
  }

  @Test
  void webhooksAreForAdmins() {
    JsonObject body =
        new JsonObject()
            .put("url", "http://127.0.0.1:1/hooks")
            .put("events", new JsonArray().add("order.paid"))
            .put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    sam.post("/api/v1/webhooks", body).expect(403);
    HttpProbe keyed = ada.with("Idempotency-Key", Orders.id());
    Answer created = keyed.post("/api/v1/webhooks", body).expect(201);
    assertEquals(created.json(), keyed.post("/api/v1/webhooks", body).expect(201).json());
    keyed.post("/api/v1/webhooks", body.copy().put("url", "http://127.0.0.1:2/")).expect(422);
    String path = created.header("Location");
    assertNotNull(path);
    ada.get(path).expect(200);
    ada.get("/api/v1/webhooks?limit=200").expect(200);
    ada.get(path + "/deliveries").expect(200);
    ada.post(path + "/deliveries/" + Orders.id() + "/redeliver").expect(404);
    ada.delete(path).expect(204);
    ada.get(path).expect(404);
  }

  @Test
  void wrongWebhooksAreNamedOneByOne() {
    for (String url :
        List.of(
            "ftp://example.org/",
            "http://me:pw@example.org/",
            "nonsense",
            "http://",
            "http://example.org:0/",
            "http://example.org:65536/",
            "http://a b/")) {
      JsonObject body = new JsonObject().put("url", url).put("secret", "short");
      body.put("events", new JsonArray().add("order.eaten"));
      assertEquals(
          3, ada.post("/api/v1/webhooks", body).expect(422).json().getJsonArray("errors").size());
    }
    ada.post("/api/v1/webhooks", new JsonObject()).expect(422);
  }

  private static JsonArray items(Answer answer) {
    return answer.expect(200).json().getJsonArray("items");
  }
}
