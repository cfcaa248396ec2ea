package io.ecart.local;

import java.util.Map;

/**
 * What all services of one system are told, however they are started.
 *
 * @param issuerUrl who issues the tokens, with the keys at {@code /jwks} below
 * @param secret with which a service gets a token of its own
 * @param redis URI
 * @param kafka host and port
 */
public record SystemSettings(String issuerUrl, String secret, String redis, String kafka) {

  /** As environment variables. */
  public Map<String, String> environment() {
    return Map.of(
        "ECART_JWT_ISSUER", issuerUrl,
        "ECART_JWT_JWKS_URL", issuerUrl + "/jwks",
        "ECART_SERVICE_CLIENT_SECRET", secret,
        "ECART_REDIS_URL", redis,
        "ECART_KAFKA_BOOTSTRAP", kafka);
  }
}
