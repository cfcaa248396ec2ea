package io.ecart.runtime.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Lua script, sent by its digest; a Redis that does not know it yet is given the text. */
public final class RedisScript {
  private final String text;
  private final String digest;

  public RedisScript(String text) {
    this.text = text;
    this.digest = sha1(text);
  }

  /** Reads the script from a resource beside the class. */
  public static RedisScript resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read resource " + name, e);
    }
  }

  public Future<@Nullable Response> run(RedisLink redis, List<String> keys, List<String> args) {
    return redis
        .send(request(Command.EVALSHA, digest, keys, args))
        .recover(
            e ->
                e instanceof ErrorType error && error.is("NOSCRIPT")
                    ? redis.send(request(Command.EVAL, text, keys, args))
                    : Future.failedFuture(e));
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> args) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    args.forEach(request::arg);
    return request;
  }

  private static String sha1(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
