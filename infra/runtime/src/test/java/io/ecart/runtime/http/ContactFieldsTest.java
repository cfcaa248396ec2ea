package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFieldsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "a.b+c@mail.example.org", "o'hara@x-y.de", "köln@köln.de"})
  void mailAddresses(String email) {
    assertEquals(email, read("email", email, ContactFields::email));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a@", "@b", "a,b@c.de", "a@b.de>", "<a@b.de>", "a@-b..de", "a@b."})
  void noMailAddresses(String email) {
    assertRefused("email", email, ContactFields::email);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\u001b", "\u007f", "\u0085", "\u00a0", "\u200b", "\u202e"})
  void nothingUnseenIsInAMailAddress(String unseen) {
    assertRefused("email", "a" + unseen + "b@c.de", ContactFields::email);
  }

  @Test
  void mailAddressesHaveAnEnd() {
    String label = "x".repeat(63);
    String host = label + "." + label + "." + label;
    assertRefused("email", "a@" + host, ContactFields::email);
    assertRefused("email", "a".repeat(65) + "@b.de", ContactFields::email);
    String good = "a".repeat(64) + "@" + host.substring(2);
    assertEquals(good, read("email", good, ContactFields::email));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01701", "+49 (170) 123-456", "030/123.45"})
  void phoneNumbers(String phone) {
    assertEquals(phone, read("phone", phone, ContactFields::phone));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-----", "( )", "017", "+49x170", "12345678901234567890123456789012345"})
  void noPhoneNumbers(String phone) {
    assertRefused("phone", phone, ContactFields::phone);
  }

  @Test
  void aPhoneNumberMayBeMissing() {
    assertNull(ContactFields.phone(new Fields(new JsonObject(), "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "GB", "US", "HK"})
  void countries(String country) {
    assertEquals(country, read("country", country, ContactFields::country));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "XX", "ZZ", "UK", "de", "DEU", "Germany"})
  void noCountries(String country) {
    assertRefused("country", country, ContactFields::country);
  }

  private static void assertRefused(String name, String value, Function<Fields, String> reader) {
    Problem problem = assertThrows(Problem.class, () -> read(name, value, reader));
    FieldError error = problem.errors().get(0);
    assertEquals(1, problem.errors().size());
    assertEquals("/" + name, error.pointer());
    assertEquals("format", error.code());
  }

  private static String read(String name, String value, Function<Fields, String> reader) {
    Fields fields = new Fields(new JsonObject().put(name, value), "");
    String read = reader.apply(fields);
    fields.check();
    return read;
  }
}
