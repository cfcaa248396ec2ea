package io.ecart.runtime.config;

import java.net.URI;

/**
 * The Redis server.
 *
 * @param uri {@code redis://[:password@]host:port[/database]}
 */
public record RedisSettings(URI uri) {

  public static RedisSettings read(Settings settings) {
    URI uri = settings.uri("REDIS_URL", "redis", "rediss");
    boolean isRedis = uri.getScheme().startsWith("redis");
    if (isRedis && uri.getHost() == null) {
      settings.fault(
          "REDIS_URL",
          "must look like redis://[:password@]host:port[/database],"
              + " with other signs than letters and digits of a password written as %2F is for /");
    }
    return new RedisSettings(uri);
  }

  @Override
  public String toString() {
    return "RedisSettings[" + uri.getHost() + ":" + uri.getPort() + "]";
  }
}
