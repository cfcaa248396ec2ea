package io.ecart.runtime.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.problem.Problem;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.types.ErrorType;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisLinkIT {
  private final RedisServer server = RedisServer.start(RedisOptions.throwAway());
  private final AtomicInteger connections = new AtomicInteger();
  private RedisLink link;
  private Context loop;

  @BeforeEach
  void start(Vertx vertx) {
    link = new RedisLink(vertx, new RedisSettings(URI.create(server.uri())));
    loop = vertx.getOrCreateContext();
    link.onConnect(connections::incrementAndGet);
    loop.runOnContext(started -> link.start());
    Await.until("connected", link::isConnected);
  }

  @AfterEach
  void stop() {
    Await.get(link.close());
    server.close();
  }

  @Test
  void failsAtOnceWhileRedisIsAwayAndHealsByItself() {
    server.kill();
    Await.until("noticed", () -> !link.isConnected());
    assertInstanceOf(Problem.class, Await.failure(link.ping()));
    server.restart();
    Await.until("connected again", link::isConnected);
    Await.get(link.ping());
    assertEquals(2, connections.get());
  }

  @Test
  void sendsAScriptThatRedisDoesNotKnowYet() {
    RedisScript script = new RedisScript("return redis.call('INCRBY', KEYS[1], ARGV[1])");
    assertEquals(5, Await.get(script.run(link, List.of("n"), List.of("5"))).toInteger());
    Await.get(link.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
    assertEquals(7, Await.get(script.run(link, List.of("n"), List.of("2"))).toInteger());
  }

  @Test
  void aRefusedCommandIsNoOutage() {
    Await.get(link.send(Request.cmd(Command.LPUSH).arg("list").arg("a")));
    Throwable refused = Await.failure(link.send(Request.cmd(Command.INCR).arg("list")));
    assertInstanceOf(ErrorType.class, refused);
    Await.get(link.ping());
  }

  @Test
  void aRedisThatHangsKeepsNobodyWaiting() {
    link.send(Request.cmd(Command.DEBUG).arg("SLEEP").arg("8"));
    long begin = System.nanoTime();
    assertInstanceOf(Problem.class, Await.failure(link.ping()));
    assertTrue(System.nanoTime() - begin < 6_000_000_000L);
    Await.until("answers again", () -> Await.get(link.ping().map(true).otherwise(false)));
  }

  @Test
  void aConnectionThatDiedWithoutAWordIsNotTakenAgain(Vertx vertx) {
    List<NetSocket> ends = new CopyOnWriteArrayList<>();
    NetServer wire = Await.get(wire(vertx, ends).listen(0, "127.0.0.1"));
    URI uri = URI.create("redis://127.0.0.1:" + wire.actualPort());
    RedisLink remote = new RedisLink(vertx, new RedisSettings(uri));
    loop.runOnContext(started -> remote.start());
    Await.until("connected", remote::isConnected);
    ends.forEach(NetSocket::pause);
    assertInstanceOf(Problem.class, Await.failure(remote.ping()));
    Await.until("answers again", () -> Await.get(remote.ping().map(true).otherwise(false)));
    Await.get(remote.close());
  }

  /** Leads to the server; notes both ends of each connection. */
  private NetServer wire(Vertx vertx, List<NetSocket> ends) {
    return vertx
        .createNetServer()
        .connectHandler(
            near -> {
              near.pause();
              vertx
                  .createNetClient()
                  .connect(server.port(), "127.0.0.1")
                  .onSuccess(
                      far -> {
                        ends.addAll(List.of(near, far));
                        near.handler(far::write);
                        far.handler(near::write);
                        near.resume();
                      });
            });
  }

  @Test
  void aStallOfThisProcessIsNoSilenceOfRedis() {
    Promise<Void> stalled = Promise.promise();
    loop.runOnContext(
        stall -> {
          link.send(Request.cmd(Command.DEBUG).arg("SLEEP").arg("1.6"))
              .<Void>mapEmpty()
              .onComplete(stalled);
          long end = System.nanoTime() + 1_300_000_000L;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });
    Await.get(stalled.future());
    Await.get(link.ping());
    assertEquals(1, connections.get());
  }
}
