package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:00:00Z");
  private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);

  private final Planner planner = planner(ALL, "staff@shop.example");
  private final JsonObject data =
      Orders.withPhone(Orders.ofCustomer(Orders.data("o1", "a@example.org"), "c1"), "+491");

  @Test
  void customerIsToldByTheUsualChannels() {
    List<Draft> drafts = planner.plan(event("order.placed", data), null, List.of(), NOW);
    assertEquals(List.of("a@example.org", "+491"), addresses(drafts));
    Draft mail = drafts.get(0);
    assertEquals("o1", mail.about().orderId());
    assertEquals("c1", mail.about().customerId());
    assertEquals("en", mail.locale());
    assertEquals(NOW, mail.dueAt());
    assertNull(mail.suppressed());
  }

  @Test
  void withoutANumberThereIsNoTextMessage() {
    JsonObject guest = Orders.data("o1", "a@example.org");
    assertEquals(
        List.of("a@example.org"),
        addresses(planner.plan(event("order.placed", guest), null, List.of(), NOW)));
  }

  @Test
  void eventsThatAreNotUsuallyToldAreNot() {
    assertTrue(planner.plan(event("order.completed", data), null, List.of(), NOW).isEmpty());
    assertEquals(
        List.of("a@example.org"),
        addresses(planner.plan(event("order.paid", data), null, List.of(), NOW)));
  }

  @Test
  void customerMayTurnAChannelOff() {
    List<Draft> drafts =
        planner.plan(
            event("order.placed", data), wishes(Set.of(Channel.SMS), null), List.of(), NOW);
    assertEquals("The customer does not want it", drafts.get(0).suppressed());
    assertNull(drafts.get(1).suppressed());
  }

  @Test
  void customerMayTurnAChannelOn() {
    Preferences wishes =
        new Preferences("c1", Map.of("order.completed", Set.of(Channel.EMAIL)), null, "de", 1, NOW);
    Draft draft = planner.plan(event("order.completed", data), wishes, List.of(), NOW).get(0);
    assertNull(draft.suppressed());
    assertEquals("de", draft.locale());
  }

  @Test
  void quietHoursDelay() {
    Preferences wishes = wishes(null, quiet(QuietHours.Rule.DELAY));
    Draft draft = planner.plan(event("order.placed", data), wishes, List.of(), NOW).get(0);
    assertNull(draft.suppressed());
    assertEquals(Instant.parse("2026-02-01T07:00:00Z"), draft.dueAt());
  }

  @Test
  void quietHoursSuppressWhereTheCustomerSaysSo() {
    Preferences wishes = wishes(null, quiet(QuietHours.Rule.SUPPRESS));
    Draft draft = planner.plan(event("order.placed", data), wishes, List.of(), NOW).get(0);
    assertEquals("It falls into the customer's quiet hours", draft.suppressed());
  }

  @Test
  void channelThatIsNotConfiguredSuppresses() {
    Planner without = planner(EnumSet.of(Channel.WEBHOOK), "staff@shop.example");
    List<Draft> drafts = without.plan(event("order.placed", data), null, List.of(), NOW);
    assertEquals("The channel email is not configured", drafts.get(0).suppressed());
    assertEquals("The channel sms is not configured", drafts.get(1).suppressed());
  }

  @Test
  void staffHearOfStockWhereThereAreStaff() {
    Event low = event("stock.low", new JsonObject().put("sku", "MUG"));
    Draft draft = planner.plan(low, null, List.of(), NOW).get(0);
    assertEquals("staff@shop.example", draft.recipient().address());
    assertNull(draft.about().orderId());
    assertTrue(planner(ALL, "").plan(low, null, List.of(), NOW).isEmpty());
  }

  @Test
  void webhooksGetWhatTheyAskedFor() {
    Webhook placed = webhook("https://a.example/", List.of("order.placed"));
    Webhook all = webhook("https://b.example/", List.of("*"));
    Webhook other = webhook("https://c.example/", List.of("order.paid"));
    List<Draft> drafts =
        planner.plan(
            event("order.placed", Orders.data("o1", "")), null, List.of(placed, all, other), NOW);
    assertEquals(List.of("https://a.example/", "https://b.example/"), addresses(drafts));
    assertEquals(placed.id(), drafts.get(0).recipient().webhookId());
    assertEquals("o1", drafts.get(0).about().orderId());
  }

  @Test
  void webhooksAreNotForCustomersToSee() {
    Webhook all = webhook("https://b.example/", List.of("*"));
    List<Draft> drafts = planner.plan(event("order.placed", data), null, List.of(all), NOW);
    assertEquals("c1", drafts.get(0).about().customerId());
    assertNull(drafts.get(2).about().customerId());
  }

  @Test
  void eventWithoutItsOrderIsRefused() {
    Event broken = event("order.placed", new JsonObject());
    assertThrows(IllegalArgumentException.class, () -> planner.plan(broken, null, List.of(), NOW));
    assertThrows(IllegalArgumentException.class, () -> Planner.customerOf(broken));
  }

  private static Planner planner(Set<Channel> configured, String staff) {
    return new Planner(
        new Policy(
            Set.of("order.placed", "order.paid"), Set.of("order.placed"), staff, "en", configured));
  }

  private static Preferences wishes(Set<Channel> placed, QuietHours quiet) {
    Map<String, Set<Channel>> channels = placed == null ? Map.of() : Map.of("order.placed", placed);
    return new Preferences("c1", channels, quiet, null, 1, NOW);
  }

  private static QuietHours quiet(QuietHours.Rule rule) {
    return new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("UTC"), rule);
  }

  private static Webhook webhook(String url, List<String> events) {
    return new Webhook(UUID.randomUUID(), url, events, "whsec_x", NOW);
  }

  private static Event event(String name, JsonObject data) {
    return new Event("e1", "io.ecart." + name + ".v1", "/order", "o1", NOW, null, data);
  }

  private static List<String> addresses(List<Draft> drafts) {
    return drafts.stream().map(draft -> draft.recipient().address()).toList();
  }
}
