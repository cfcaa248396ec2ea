package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.MustacheException;
import io.ecart.notification.Composer.Composed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
  private final FakeTemplates store = new FakeTemplates();
  private final Composer composer =
      new Composer(
          store, BuiltInTemplates.read(), new Views("Mugs & More", "https://mugs.example"), "en");

  @Test
  void onlyHtmlIsEscaped() {
    Composed mail = composer.compose(Messages.email("en"));
    assertEquals("Your order 1001 at Mugs & More", mail.subject());
    assertTrue(mail.text().contains("1 x Mug <red> & blue  19.99 EUR"), mail.text());
    assertTrue(mail.html().contains("Mug &lt;red&gt; &amp; blue"), mail.html());
    assertFalse(mail.html().contains("<red>"), mail.html());
  }

  @Test
  void htmlIsSmall() {
    assertTrue(composer.compose(Messages.email("en")).html().length() < 1_024);
  }

  @Test
  void localeFallsBackToItsLanguageThenToTheShops() {
    assertTrue(composer.compose(Messages.email("de-AT")).text().startsWith("Guten Tag"));
    assertTrue(composer.compose(Messages.email("fr")).text().startsWith("Hello"));
  }

  @Test
  void writtenTemplateComesFirst() {
    Template.Key key = new Template.Key("order.placed", Channel.EMAIL, "de");
    store.put(key, new Template.Parts("S {{order.number}}", "T", "H"), 0).result();
    composer.refresh().result();
    assertEquals("S 1001", composer.compose(Messages.email("de-AT")).subject());
    assertTrue(composer.compose(Messages.email("en")).text().startsWith("Hello"));
  }

  @Test
  void changedTemplateIsTakenUp() {
    Template.Key key = new Template.Key("order.placed", Channel.EMAIL, "en");
    for (String subject : new String[] {"first", "second"}) {
      store.put(key, new Template.Parts(subject, "T", "H"), 0).result();
      composer.refresh().result();
      assertEquals(subject, composer.compose(Messages.email("en")).subject());
    }
  }

  @Test
  void subjectStaysOneLine() {
    JsonObject data = Orders.data("o1", "a@example.org");
    data.getJsonObject("order").put("number", "1\r\nBcc: all@example.org");
    Outbound message = Messages.outbound("order.placed", Channel.EMAIL, "en", 1, data);
    assertEquals(
        "Your order 1 Bcc: all@example.org at Mugs & More", composer.compose(message).subject());
  }

  @Test
  void longOrdersAreCut() {
    JsonObject data = Orders.data("o1", "a@example.org");
    JsonArray lines = data.getJsonObject("order").getJsonArray("lines");
    for (int i = lines.size(); i < 1_000; i++) {
      lines.add(new JsonObject().put("sku", "S" + i).put("name", "Thing " + i).put("quantity", 1));
    }
    Composed whole =
        composer.compose(Messages.outbound("order.placed", Channel.EMAIL, "en", 1, data));
    Composed compact =
        composer.compose(
            Messages.outbound("order.placed", Channel.EMAIL, "en", 1, Compact.of(data)));
    assertTrue(whole.text().contains("Thing 99\n(+ 900)"), whole.text());
    assertEquals(whole, compact);
  }

  @Test
  void shipmentNamesItsGoods() {
    JsonObject shipment =
        new JsonObject()
            .put("tracking", "T-42")
            .put(
                "lines",
                new JsonArray().add(new JsonObject().put("lineId", "2").put("quantity", 1)));
    JsonObject data = Orders.data("o1", "a@example.org").put("shipment", shipment);
    String text =
        composer
            .compose(Messages.outbound("order.shipped", Channel.EMAIL, "en", 1, Compact.of(data)))
            .text();
    assertTrue(text.contains("Tracking number: T-42"), text);
    assertTrue(text.contains("1 x Plate\n"), text);
    assertFalse(text.contains("Mug <"), text);
  }

  @Test
  void paymentIsThankedFor() {
    String text = told("order.paid", Channel.EMAIL, "en", paid("captured")).text();
    assertTrue(
        text.contains("\n\nwe have received 5.00 EUR for your order 1001. Thank you.\n\n"), text);
    assertFalse(text.contains("refund"), text);
  }

  @ParameterizedTest
  @CsvSource({"en,refund,payment for", "de,rstatt,ist da"})
  void refundIsNotToldAsAPayment(String locale, String word, String otherwise) {
    Composed mail = told("order.paid", Channel.EMAIL, locale, paid("refunded"));
    Composed sms = told("order.paid", Channel.SMS, locale, paid("refunded"));
    for (String part : List.of(mail.subject(), mail.text(), mail.html(), sms.text())) {
      assertTrue(part.contains(word), part);
      assertFalse(part.contains(otherwise), part);
    }
    assertTrue(mail.text().contains("5.00 EUR"), mail.text());
    assertFalse(mail.text().contains("Thank you") || mail.text().contains("Vielen Dank"));
  }

  @ParameterizedTest
  @CsvSource({
    "en,partial,art of your order 1001",
    "en,fulfilled,art of your order 1001",
    "de,partial,in Teil Ihrer Bestellung 1001"
  })
  void partOfAnOrderIsNotToldAsTheWhole(String locale, String status, String words) {
    JsonObject data = Compact.of(delivered(status));
    Composed mail = told("order.delivered", Channel.EMAIL, locale, data);
    Composed sms = told("order.delivered", Channel.SMS, locale, data);
    for (String part : List.of(mail.subject(), mail.text(), mail.html(), sms.text())) {
      assertTrue(part.contains(words), part);
      assertFalse(part.contains("enjoy") || part.contains("Freude"), part);
    }
  }

  @Test
  void wholeOrderIsToldAsDelivered() {
    Composed mail = told("order.delivered", Channel.EMAIL, "en", delivered("delivered"));
    assertEquals("Your order 1001 was delivered", mail.subject());
    assertTrue(
        mail.text().contains("\n\nyour order 1001 was delivered. We hope you enjoy it.\n\n"),
        mail.text());
    // Kept by a version that did not keep the status.
    JsonObject old = Orders.data("o1", "a@example.org");
    assertEquals(mail, told("order.delivered", Channel.EMAIL, "en", old));
  }

  @Test
  void bothSidesOfAConditionAreTried() {
    TemplateEngine engine = composer.engine();
    for (String name : List.of("payment.refunded", "order.outstanding")) {
      String yes = "{{#" + name + "}}{{order.nmber}}{{/" + name + "}}";
      assertNotNull(engine.fault("text", yes, composer.samples()));
      assertNotNull(engine.fault("text", yes.replace('#', '^'), composer.samples()));
    }
  }

  @Test
  void templateIsTriedWithAsManyLinesAsThereMayBe() {
    TemplateEngine engine = composer.engine();
    String line = "{{sku}} {{name}} {{quantity}} {{total}} {{order.number}} {{shop.name}}\n";
    String once = "{{#order.lines}}" + line + "{{/order.lines}}";
    assertNull(engine.fault("text", once.repeat(3), composer.samples()));
    String nested = "{{#order.lines}}".repeat(24) + "{{/order.lines}}".repeat(24);
    assertEquals(
        "text: It takes more than 100000 steps to fill in",
        engine.fault("text", nested, composer.samples()).detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "shipment", "return"})
  void linesAreThoseOfWhatHasLines(String name) {
    String within = "{{#" + name + "}}{{>lines}}{{/" + name + "}}";
    TemplateEngine engine = composer.engine();
    assertNull(engine.fault("html", within, composer.samples()));
    assertNotNull(engine.fault("html", "{{>lines}}", composer.samples()));
  }

  @Test
  void everyBuiltInTemplateIsSound() {
    TemplateEngine engine = composer.engine();
    var samples = composer.samples();
    var all = BuiltInTemplates.read().templates();
    // Nine order events by mail and text message, two stock events by mail, in two languages.
    assertEquals(2 * (9 * 2 + 2), all.size());
    all.forEach(
        (key, template) -> {
          assertNull(engine.fault("subject", template.parts().subject(), samples));
          assertNull(engine.fault("text", template.parts().text(), samples));
          assertNull(engine.fault("html", template.parts().html(), samples));
          assertFalse(template.parts().text().isBlank(), key.toString());
        });
  }

  @Test
  void whatIsMissingIsLeftOut() {
    Outbound message = Messages.outbound("order.placed", Channel.EMAIL, "en", 1, new JsonObject());
    assertEquals(
        "Your order at Mugs & More", composer.compose(message).subject().replace("  ", " "));
  }

  @Test
  void eventWithoutTemplateFails() {
    Outbound message = Messages.outbound("stock.low", Channel.SMS, "en", 1, new JsonObject());
    assertThrows(MustacheException.class, () -> composer.compose(message));
  }

  @Test
  void moneyHasTheDigitsOfItsCurrency() {
    assertEquals("19.99 EUR", Views.money(money(1999, "EUR")));
    assertEquals("-0.05 EUR", Views.money(money(-5, "EUR")));
    assertEquals("1999 JPY", Views.money(money(1999, "JPY")));
    assertEquals("1.999 KWD", Views.money(money(1999, "KWD")));
    assertEquals("", Views.money("nonsense"));
  }

  private Composed told(String event, Channel channel, String locale, JsonObject data) {
    return composer.compose(Messages.outbound(event, channel, locale, 1, data));
  }

  private static JsonObject paid(String status) {
    JsonObject payment =
        new JsonObject()
            .put("reference", "P1")
            .put("amount", money(500, "EUR"))
            .put("status", status);
    return Orders.data("o1", "a@example.org").put("payment", payment);
  }

  private static JsonObject delivered(String fulfillmentStatus) {
    JsonObject data = Orders.data("o1", "a@example.org");
    data.getJsonObject("order").put("fulfillmentStatus", fulfillmentStatus);
    return data.put("shipment", new JsonObject().put("id", "s1"));
  }

  private static JsonObject money(long amount, String currency) {
    return new JsonObject().put("amount", amount).put("currency", currency);
  }
}
