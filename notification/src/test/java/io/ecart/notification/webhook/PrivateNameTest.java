package io.ecart.notification.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "localhost.",
        "shop.localhost",
        "a.b.localhost.",
        "2130706433",
        "0x7f000001",
        "0X7F000001",
        "0x7f.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.0.0.0x1",
        "017700000001",
        "256.0.0.1",
        "[fe80::1%25eth0]",
        "[2606:4700::1111%1]",
        "1.2.3.4.5"
      })
  void localAndDisguisedOnesAre(String host) {
    assertTrue(PrivateName.is(host), host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "example.org.",
        "localhost.example.org",
        "notlocalhost",
        "4chan.org",
        "0x.org",
        "1.2.3.com",
        "8.8.8.8",
        "93.184.216.34",
        "255.0.10.199",
        "[2606:4700::1111]",
        "[::1]"
      })
  void namesAndPlainAddressesAreNot(String host) {
    assertFalse(PrivateName.is(host), host);
  }
}
