package io.ecart.inventory.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts by themselves: what else would mend their mistakes a moment later is not there. */
class CountScriptsIT {
  private static final List<String> KEYS = List.of(CountFormat.EPOCH_KEY, CountFormat.key("A"));

  private final RedisServer server = RedisServer.start(RedisOptions.throwAway());
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink redis = new RedisLink(vertx, new RedisSettings(URI.create(server.uri())));
  private final RedisScript tell = RedisScript.resource(RedisCounts.class, "tell.lua");
  private final RedisScript check = RedisScript.resource(RedisGate.class, "check.lua");

  @BeforeEach
  void begin() {
    vertx.runOnContext(started -> redis.start());
    Await.until("connected", redis::isConnected);
    send(Command.SET, CountFormat.EPOCH_KEY, "now");
  }

  @AfterEach
  void stop() {
    Await.get(redis.close());
    Await.get(vertx.close());
    server.close();
  }

  @Test
  void aCountGivesWayToANewerOneOnly() {
    assertEquals(1, tell("now", "2 5 0 0"));
    assertEquals(0, tell("now", "1 9 0 0"));
    assertEquals(0, tell("now", "2 9 0 0"));
    assertEquals("now 2 5 0 0", count());
    assertEquals(1, tell("now", "3 4 0 0"));
    assertEquals("now 3 4 0 0", count());
  }

  @Test
  void aCountOfAnotherFillingIsRefusedAndGivesWay() {
    assertEquals(1, tell("now", "7 5 0 0"));
    assertEquals(-1, tell("before", "8 9 0 0"));
    assertEquals("now 7 5 0 0", count());
    send(Command.SET, CountFormat.EPOCH_KEY, "later");
    assertEquals(1, tell("later", "6 4 0 0"));
    assertEquals("later 6 4 0 0", count());
  }

  @Test
  void ofAWishThatIsNotKnownWhollyNothingIsSaid() {
    tell("now", "1 5 0 0");
    List<String> keys = List.of(KEYS.get(0), KEYS.get(1), CountFormat.key("B"));
    List<String> wishes = List.of("now", "1", "1", "6", "2", "1", "6", "2", "1", "1", "1", "7");
    Response answer = Await.get(check.run(redis, keys, wishes));
    assertEquals("[0, 0, 5, 2, 0, 5]", answer.toString());
  }

  /** Not even of what is short there. */
  @Test
  void ofAnotherFillingTheGateKnowsNothing() {
    tell("now", "1 5 0 0");
    send(Command.SET, CountFormat.EPOCH_KEY, "later");
    assertEquals(-1, Await.get(check.run(redis, KEYS, List.of("now", "1", "1", "6"))).toInteger());
    assertEquals(
        "[]", Await.get(check.run(redis, KEYS, List.of("later", "1", "1", "6"))).toString());
  }

  private int tell(String epoch, String count) {
    return Await.get(tell.run(redis, KEYS, List.of(epoch, count))).toInteger();
  }

  private String count() {
    return send(Command.GET, CountFormat.key("A")).toString();
  }

  private Response send(Command command, String... arguments) {
    Request request = Request.cmd(command);
    for (String each : arguments) {
      request.arg(each);
    }
    return Await.get(redis.send(request));
  }
}
