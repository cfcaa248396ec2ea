package io.ecart.cart.redis;

import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Lua scripts of this package; those of carts begin with the text of {@code cart.lua}. */
public final class Scripts {
  private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);
  private static final List<String> OF_CART =
      List.of(
          "create.lua",
          "mine.lua",
          "read.lua",
          "put.lua",
          "delete.lua",
          "merge.lua",
          "take.lua",
          "release.lua",
          "finish.lua",
          "abandon.lua");

  private Scripts() {}

  /**
   * Hands all scripts of carts to a Redis that may not know them, so that the first thousand
   * requests need not each send the text.
   */
  public static void load(RedisLink redis) {
    for (String name : OF_CART) {
      Request load = Request.cmd(Command.SCRIPT).arg("LOAD").arg(textOfCart(name));
      redis
          .send(load)
          .onFailure(e -> LOG.debug("Script {} was not loaded: {}", name, e.toString()));
    }
  }

  static RedisScript alone(String name) {
    return RedisScript.resource(Scripts.class, name);
  }

  static RedisScript ofCart(String name) {
    return new RedisScript(textOfCart(name));
  }

  private static String textOfCart(String name) {
    return text("cart.lua") + "\n" + text(name);
  }

  private static String text(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read resource " + name, e);
    }
  }
}
