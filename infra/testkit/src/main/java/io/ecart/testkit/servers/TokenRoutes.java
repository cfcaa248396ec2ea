package io.ecart.testkit.servers;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two endpoints of {@link TokenIssuer}, in the shapes of RFC 6749 and RFC 7517. */
final class TokenRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRoutes.class);
  private static final int BODY_LIMIT = 16 << 10;

  private final TokenIssuer issuer;

  TokenRoutes(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  void mount(Router router) {
    router
        .post(TokenIssuer.PATH + "token")
        .handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT))
        .handler(this::token);
    router.get(TokenIssuer.PATH + "jwks").handler(this::jwks);
    router.route(TokenIssuer.PATH + "token").handler(ctx -> refuseMethod(ctx, "POST"));
    router.route(TokenIssuer.PATH + "jwks").handler(ctx -> refuseMethod(ctx, "GET"));
    router.route(TokenIssuer.PATH + "token").failureHandler(TokenRoutes::failed);
  }

  private void jwks(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    answer(ctx, 200, issuer.jwks());
  }

  private void token(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String grant = field(ctx, "grant_type");
    switch (grant) {
      case "password" -> password(ctx);
      case "client_credentials" -> clientCredentials(ctx);
      case "" -> refuse(ctx, 400, "invalid_request", "grant_type is missing");
      default -> refuse(ctx, 400, "unsupported_grant_type", "password or client_credentials");
    }
  }

  private void password(RoutingContext ctx) {
    String user = field(ctx, "username");
    if (user.isEmpty() || field(ctx, "password").isEmpty()) {
      refuse(ctx, 400, "invalid_request", "username and password are needed");
    } else if (issuer.isPassword(user, field(ctx, "password"))) {
      grant(ctx, issuer.freshToken(user));
    } else {
      refuse(ctx, 400, "invalid_grant", "Wrong username or password");
    }
  }

  private void clientCredentials(RoutingContext ctx) {
    String[] basic = basic(ctx.request().getHeader(HttpHeaders.AUTHORIZATION));
    String client = basic == null ? field(ctx, "client_id") : basic[0];
    String secret = basic == null ? field(ctx, "client_secret") : basic[1];
    if (issuer.isServiceSecret(client, secret)) {
      grant(ctx, issuer.freshToken(TokenIssuer.SERVICE_CLIENT));
    } else {
      ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"ecart\"");
      refuse(ctx, 401, "invalid_client", "Unknown client or wrong secret");
    }
  }

  private static void grant(RoutingContext ctx, String token) {
    JsonObject body =
        new JsonObject()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", TokenIssuer.LIFETIME.toSeconds());
    answer(ctx, 200, body);
  }

  private static void refuseMethod(RoutingContext ctx, String allowed) {
    ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
    refuse(ctx, 405, "invalid_request", "Only " + allowed);
  }

  private static void failed(RoutingContext ctx) {
    int status = ctx.statusCode();
    if (status == 400 || status == 413) {
      refuse(ctx, status, "invalid_request", "The form cannot be read");
    } else {
      LOG.error("No token", ctx.failure());
      refuse(ctx, 500, "server_error", "No token can be given");
    }
  }

  private static void refuse(RoutingContext ctx, int status, String error, String description) {
    answer(ctx, status, new JsonObject().put("error", error).put("error_description", description));
  }

  private static void answer(RoutingContext ctx, int status, JsonObject body) {
    ctx.response().setStatusCode(status);
    // The only way for this to fail is that the client has gone.
    ctx.json(body);
  }

  private static String field(RoutingContext ctx, String name) {
    MultiMap form = ctx.request().formAttributes();
    String value = form.get(name);
    return value == null ? "" : value;
  }

  /**
   * The client and its secret from an {@code Authorization} header; none when it has another form.
   */
  private static String @Nullable [] basic(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
