package io.ecart.order.http;

import io.ecart.order.Address;
import io.ecart.order.Contact;
import io.ecart.order.LineQuantity;
import io.ecart.order.Money;
import io.ecart.order.NewOrder;
import io.ecart.order.Payment;
import io.ecart.order.Payments;
import io.ecart.order.Received;
import io.ecart.order.Recipient;
import io.ecart.order.Revisions;
import io.ecart.order.WantedLine;
import io.ecart.runtime.http.ContactFields;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Uuids;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of request bodies as values; faults are noted in the fields. */
final class Bodies {
  static final int MOST_LINES = 500;
  static final long MOST_UNITS = 1_000_000;
  static final int MOST_TEXT = 200;
  static final int MOST_POSTAL_CODE = 32;

  private static final Pattern LOCATION = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final Set<String> PATCHED = Set.of("lines", "contact", "shippingAddress");
  private static final int MOST_METADATA = 50;
  private static final int MOST_METADATA_TEXT = 1_000;

  private Bodies() {}

  static NewOrder newOrder(Fields body) {
    return new NewOrder(
        body.each("lines", 1, MOST_LINES, Bodies::newLine),
        new Recipient(contact(body.object("contact")), address(body.object("shippingAddress"))),
        money(body.optionalMoney("expectedTotal", 0)),
        // A blank one would make an order that belongs to nobody, not even to a guest.
        body.has("customerId") ? body.text("customerId", 1, 128) : null,
        metadata(body));
  }

  private static NewOrder.Line newLine(Fields line) {
    return new NewOrder.Line(
        line.sku("sku"),
        (int) line.integer("quantity", 1, MOST_UNITS),
        money(line.optionalMoney("unitPrice", 0)));
  }

  private static Contact contact(Fields contact) {
    return new Contact(ContactFields.email(contact), ContactFields.phone(contact));
  }

  private static Address address(Fields address) {
    return new Address(
        address.text("name", 1, MOST_TEXT),
        address.text("line1", 1, MOST_TEXT),
        address.optionalText("line2", MOST_TEXT),
        address.text("city", 1, MOST_TEXT),
        address.optionalText("region", MOST_TEXT),
        address.text("postalCode", 1, MOST_POSTAL_CODE),
        ContactFields.country(address));
  }

  static List<LineQuantity> lineQuantities(Fields body) {
    return body.each(
        "lines",
        1,
        MOST_LINES,
        line ->
            new LineQuantity(
                Uuids.member(line, "lineId"), (int) line.integer("quantity", 1, MOST_UNITS)));
  }

  /**
   * What an order should be; the members that are missing stay as they are. A null would take them
   * away, which no order can do without.
   */
  static Revisions.Wish wish(Fields body) {
    if (PATCHED.stream().noneMatch(body::mentions)) {
      body.error("lines", "required", "or contact or shippingAddress is required");
    }
    return new Revisions.Wish(
        body.mentions("lines") ? body.each("lines", 1, MOST_LINES, Bodies::wantedLine) : null,
        RecipientPatch.read(body));
  }

  private static WantedLine wantedLine(Fields line) {
    UUID lineId = line.has("lineId") ? Uuids.member(line, "lineId") : null;
    String sku = line.has("sku") ? line.sku("sku") : null;
    if (lineId == null && sku == null) {
      line.error("sku", "required", "or lineId is required");
    }
    return new WantedLine(lineId, sku, (int) line.integer("quantity", 1, MOST_UNITS));
  }

  static Payments.Report report(Fields body) {
    Money amount = money(body.optionalMoney("amount", 0));
    if (amount == null) {
      body.error("amount", "required", "is required");
    }
    return new Payments.Report(
        body.text("reference", 1, 255),
        amount == null ? new Money(0, "") : amount,
        body.choice("status", Payment.Status.class));
  }

  static List<Received> received(Fields body) {
    return body.each(
        "lines",
        1,
        MOST_LINES,
        line ->
            new Received(
                Uuids.member(line, "lineId"),
                (int) line.integer("quantity", 1, MOST_UNITS),
                line.choice("condition", Received.Condition.class),
                line.has("location")
                    ? line.matching("location", LOCATION, "the code of a location")
                    : ""));
  }

  /** Free texts, few and short, that are kept as they are. */
  static JsonObject metadata(Fields body) {
    return body.namedTexts("metadata", MOST_METADATA, MOST_METADATA_TEXT);
  }

  static @Nullable Money money(@Nullable JsonObject json) {
    return json == null ? null : new Money(json.getLong("amount"), json.getString("currency"));
  }
}
