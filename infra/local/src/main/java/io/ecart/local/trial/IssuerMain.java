package io.ecart.local.trial;

import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An issuer of tokens at the paths of Keycloak, with the demo users. */
final class IssuerMain {
  private static final String REALM = "/realms/ecart/protocol/openid-connect/";
  private static final Path SECRET = Path.of("/run/secrets/service_client_secret");
  private static final int PORT = 8080;

  private IssuerMain() {}

  public static void main(String[] args) throws IOException {
    String issuer = System.getenv().getOrDefault("KC_HOSTNAME", "https://localhost:8443");
    String secret = Files.readString(SECRET).trim();
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route(REALM + "token").handler(call -> call.reroute(TokenIssuer.PATH + "token"));
    router.route(REALM + "certs").handler(call -> call.reroute(TokenIssuer.PATH + "jwks"));
    new TokenIssuer(issuer + "/realms/ecart", "ecart", secret).mount(router);
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(PORT)
        .onSuccess(server -> System.out.println("Tokens are issued at port " + PORT))
        .onFailure(IssuerMain::fail);
  }

  private static void fail(Throwable e) {
    System.err.println("No tokens can be issued: " + e.getMessage());
    System.exit(1);
  }
}
