package io.ecart.runtime.config;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database of one service.
 *
 * @param uri {@code postgresql://host:port/database}; a {@code jdbc:} in front is accepted
 * @param user the role to log in as
 * @param password its password, if the server asks for one
 * @param poolSize connections at most
 */
public record PostgresSettings(URI uri, String user, Secret password, int poolSize) {
  private static final int DEFAULT_PORT = 5432;

  public static PostgresSettings read(Settings settings) {
    URI uri = parse(settings, settings.text("POSTGRES_URL"));
    return new PostgresSettings(
        uri,
        settings.text("POSTGRES_USER", userOf(uri)),
        passwordOf(uri, settings.secret("POSTGRES_PASSWORD")),
        settings.number("POSTGRES_POOL_SIZE", 8, 1, 200));
  }

  public String host() {
    return uri.getHost();
  }

  public int port() {
    return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
  }

  public String database() {
    return uri.getPath().substring(1);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
  }

  private static URI parse(Settings settings, String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    URI uri = parseOrNull(plain);
    if (uri != null) {
      if (uri.getQuery() != null) {
        settings.fault("POSTGRES_URL", "must have no query: nothing would come of its parameters");
      }
      return uri;
    }
    if (!text.isEmpty()) {
      settings.fault("POSTGRES_URL", "must look like postgresql://host:port/database");
    }
    return URI.create("postgresql://missing/missing");
  }

  private static @Nullable URI parseOrNull(String text) {
    try {
      URI uri = URI.create(text);
      boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      boolean named = uri.getPath() != null && uri.getPath().length() > 1;
      return known && named && uri.getHost() != null ? uri : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Secret passwordOf(URI uri, Secret given) {
    String info = uri.getUserInfo();
    boolean inUri = info != null && info.contains(":");
    return given.isPresent() || !inUri
        ? given
        : new Secret(Objects.requireNonNull(info).split(":", 2)[1]);
  }

  private static String userOf(URI uri) {
    String info = uri.getUserInfo();
    return info == null ? "postgres" : info.split(":", 2)[0];
  }
}
