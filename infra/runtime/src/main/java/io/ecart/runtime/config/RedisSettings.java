package io.ecart.runtime.config;

import java.net.URI;

/**
 * The Redis server.
 *
 * @param uri {@code redis://[:password@]host:port[/database]}
 */
public record RedisSettings(URI uri) {

  public static RedisSettings read(Settings settings) {
    return new RedisSettings(settings.uri("REDIS_URL", "redis", "rediss"));
  }

  @Override
  public String toString() {
    return "RedisSettings[" + uri.getHost() + ":" + uri.getPort() + "]";
  }
}
