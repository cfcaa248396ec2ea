package io.ecart.order.http;

import io.ecart.order.Address;
import io.ecart.order.Contact;
import io.ecart.order.Recipient;
import io.ecart.runtime.http.ContactFields;
import io.ecart.runtime.http.Fields;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a merge patch says of contact and address; what it does not name stays as it is. */
final class RecipientPatch {
  private RecipientPatch() {}

  static UnaryOperator<Recipient> read(Fields body) {
    UnaryOperator<Contact> contact =
        body.mentions("contact") ? contact(body.object("contact")) : UnaryOperator.identity();
    UnaryOperator<Address> address =
        body.mentions("shippingAddress")
            ? address(body.object("shippingAddress"))
            : UnaryOperator.identity();
    return now -> new Recipient(contact.apply(now.contact()), address.apply(now.address()));
  }

  private static UnaryOperator<Contact> contact(Fields patch) {
    UnaryOperator<String> email = change(patch, "email", () -> ContactFields.email(patch));
    UnaryOperator<String> phone = change(patch, "phone", () -> ContactFields.phone(patch));
    return now -> new Contact(email.apply(now.email()), phone.apply(now.phone()));
  }

  private static UnaryOperator<Address> address(Fields patch) {
    UnaryOperator<String> name = text(patch, "name", Bodies.MOST_TEXT);
    UnaryOperator<String> line1 = text(patch, "line1", Bodies.MOST_TEXT);
    UnaryOperator<String> line2 = optionalText(patch, "line2");
    UnaryOperator<String> city = text(patch, "city", Bodies.MOST_TEXT);
    UnaryOperator<String> region = optionalText(patch, "region");
    UnaryOperator<String> postalCode = text(patch, "postalCode", Bodies.MOST_POSTAL_CODE);
    UnaryOperator<String> country = change(patch, "country", () -> ContactFields.country(patch));
    return now ->
        new Address(
            name.apply(now.name()),
            line1.apply(now.line1()),
            line2.apply(now.line2()),
            city.apply(now.city()),
            region.apply(now.region()),
            postalCode.apply(now.postalCode()),
            country.apply(now.country()));
  }

  /** A text that may be changed but not removed. */
  private static UnaryOperator<String> text(Fields patch, String name, int max) {
    return change(patch, name, () -> patch.text(name, 1, max));
  }

  /** A text that null removes. */
  private static UnaryOperator<String> optionalText(Fields patch, String name) {
    return change(patch, name, () -> patch.optionalText(name, Bodies.MOST_TEXT));
  }

  /** The value is read now, so that its faults are noted with those of the rest of the body. */
  private static UnaryOperator<String> change(
      Fields patch, String name, Supplier<@Nullable String> read) {
    if (!patch.mentions(name)) {
      return UnaryOperator.identity();
    }
    String next = read.get();
    return now -> next;
  }
}
