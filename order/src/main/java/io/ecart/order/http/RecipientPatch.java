package io.ecart.order.http;

import io.ecart.order.Address;
import io.ecart.order.Contact;
import io.ecart.order.Recipient;
import io.ecart.runtime.http.ContactFields;
import io.ecart.runtime.http.Fields;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a merge patch says of contact and address; what it does not name stays as it is. */
final class RecipientPatch {
  private RecipientPatch() {}

  static UnaryOperator<Recipient> read(Fields body) {
    UnaryOperator<Contact> contact =
        body.has("contact") ? contact(body.object("contact")) : UnaryOperator.identity();
    UnaryOperator<Address> address =
        body.has("shippingAddress")
            ? address(body.object("shippingAddress"))
            : UnaryOperator.identity();
    return now -> new Recipient(contact.apply(now.contact()), address.apply(now.address()));
  }

  private static UnaryOperator<Contact> contact(Fields patch) {
    String email = patch.mentions("email") ? ContactFields.email(patch) : null;
    boolean phoned = patch.mentions("phone");
    String phone = ContactFields.phone(patch);
    return now -> new Contact(or(email, now.email()), phoned ? phone : now.phone());
  }

  private static UnaryOperator<Address> address(Fields patch) {
    String name = text(patch, "name", Bodies.MOST_TEXT);
    String line1 = text(patch, "line1", Bodies.MOST_TEXT);
    boolean hasLine2 = patch.mentions("line2");
    String line2 = patch.optionalText("line2", Bodies.MOST_TEXT);
    String city = text(patch, "city", Bodies.MOST_TEXT);
    boolean hasRegion = patch.mentions("region");
    String region = patch.optionalText("region", Bodies.MOST_TEXT);
    String postalCode = text(patch, "postalCode", Bodies.MOST_POSTAL_CODE);
    String country = patch.mentions("country") ? ContactFields.country(patch) : null;
    return now ->
        new Address(
            or(name, now.name()),
            or(line1, now.line1()),
            hasLine2 ? line2 : now.line2(),
            or(city, now.city()),
            hasRegion ? region : now.region(),
            or(postalCode, now.postalCode()),
            or(country, now.country()));
  }

  /** A text that may be changed but not removed. */
  private static @Nullable String text(Fields patch, String name, int max) {
    return patch.mentions(name) ? patch.text(name, 1, max) : null;
  }

  private static String or(@Nullable String text, String fallback) {
    return text == null ? fallback : text;
  }
}
