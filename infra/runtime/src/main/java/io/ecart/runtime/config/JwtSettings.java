package io.ecart.runtime.config;

import java.net.URI;

/**
 * How bearer tokens are verified, and how this service gets its own.
 *
 * @param issuer the only accepted {@code iss}
 * @param audience must be among {@code aud}
 * @param jwksUrl where the public keys are
 * @param rolesClaim path of the claim that lists roles, with dots ({@code realm_access.roles})
 * @param tokenUrl where this service asks for its own token (client credentials)
 * @param clientId the id it asks with
 * @param clientSecret the secret it asks with
 */
public record JwtSettings(
    String issuer,
    String audience,
    URI jwksUrl,
    String rolesClaim,
    URI tokenUrl,
    String clientId,
    Secret clientSecret) {

  public static JwtSettings read(Settings settings) {
    URI jwks = settings.uri("JWT_JWKS_URL", "http", "https");
    return new JwtSettings(
        settings.text("JWT_ISSUER"),
        settings.text("JWT_AUDIENCE", "ecart"),
        jwks,
        settings.text("JWT_ROLES_CLAIM", "roles"),
        tokenUrl(settings, jwks),
        settings.text("SERVICE_CLIENT_ID", "ecart-service"),
        settings.secret("SERVICE_CLIENT_SECRET"));
  }

  /** Token endpoints stand beside the key endpoint, here as in Keycloak. */
  private static URI tokenUrl(Settings settings, URI jwks) {
    String text = settings.text("JWT_TOKEN_URL", jwks.resolve("token").toString());
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      settings.fault("JWT_TOKEN_URL", "must be a URI");
      return jwks;
    }
  }
}
