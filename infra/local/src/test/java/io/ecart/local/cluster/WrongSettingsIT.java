package io.ecart.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fat jar with wrong settings ends at once and names every fault in one message. */
class WrongSettingsIT {
  @BeforeAll
  static void needsFatJars() {
    FatJar.assumeBuilt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"product", "inventory", "cart", "order", "notification", "analytics"})
  void everyFaultIsNamedAtOnce(String service) {
    Map<String, String> settings =
        Map.of(
            "ECART_HTTP_PORT", "eighty",
            "ECART_JWT_JWKS_URL", "ftp://keys",
            "ECART_SERVICE_CLIENT_SECRET_FILE", "/nowhere/secret",
            "ECART_CLUSTER_PORT", "0");
    try (FatJar jar = FatJar.start(service, settings)) {
      assertEquals(1, jar.awaitEnd());
      String said = jar.log();
      for (String fault :
          new String[] {
            "ECART_HTTP_PORT must be a whole number, but is 'eighty'",
            "ECART_JWT_JWKS_URL must be a URI that starts with http or https",
            "ECART_JWT_ISSUER is missing",
            "ECART_KAFKA_BOOTSTRAP is missing",
            "ECART_SERVICE_CLIENT_SECRET_FILE names /nowhere/secret, which cannot be read",
            "ECART_CLUSTER_PORT must be from 1 to 65535, but is 0"
          }) {
        assertTrue(said.contains(fault), said);
      }
      assertEquals(1, said.split("Settings are wrong", -1).length - 1, said);
      assertFalse(said.contains("\tat "), said);
    }
  }
}
