package io.ecart.cart.redis;

import io.ecart.runtime.redis.RedisScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The Lua scripts of this package; those of carts begin with the text of {@code cart.lua}. */
final class Scripts {
  private Scripts() {}

  static RedisScript alone(String name) {
    return RedisScript.resource(Scripts.class, name);
  }

  static RedisScript ofCart(String name) {
    return new RedisScript(text("cart.lua") + "\n" + text(name));
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
