package io.ecart.runtime.redis;

import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis that heals itself. While Redis is away every command fails at
 * once with {@code unavailable}; a Redis that accepts but does not answer is away too.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long RECONNECT_MS = 250;
  private static final long WATCH_MS = 250;
  private static final int SILENT_TICKS = 4;
  private static final int CONNECT_SECONDS = 2;
  private static final int MAX_WAITING = 8_192;

  private final Vertx vertx;
  private final RedisOptions options;
  private final List<Runnable> onConnect = new ArrayList<>();
  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private long pending;
  private long answered;
  private long answeredAtLastTick;
  private int silentTicks;
  private long watch;
  private boolean closed;

  public RedisLink(Vertx vertx, RedisSettings settings) {
    this.vertx = vertx;
    this.options =
        new RedisOptions()
            .setConnectionString(settings.uri().toString())
            .setMaxWaitingHandlers(MAX_WAITING)
            .setMaxPoolSize(1);
    options.getNetClientOptions().setConnectTimeout(1_000).setTcpNoDelay(true);
  }

  /** Calls back after each new connection: whoever keeps state in Redis must look at it again. */
  public RedisLink onConnect(Runnable callback) {
    onConnect.add(callback);
    return this;
  }

  /** Begins to connect; ends at once, be Redis there or not. */
  public void start() {
    rearm();
    connect();
  }

  public boolean isConnected() {
    return connection != null;
  }

  /** Ends when Redis answers a ping. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  /**
   * Sends one command.
   *
   * @return its answer, null for nil; fails with {@code unavailable} while Redis is away, and with
   *     {@link ErrorType} when Redis refuses the command
   */
  public Future<@Nullable Response> send(Request request) {
    RedisConnection open = connection;
    if (open == null) {
      return away();
    }
    pending++;
    return open.send(request)
        .onComplete(
            answer -> {
              // What an earlier connection left behind was written off with it.
              pending -= connection == open ? 1 : 0;
              answered++;
            })
        .recover(e -> isRefusal(e) ? Future.failedFuture(e) : away());
  }

  /** The client has an error of its own for the commands of a connection that has ended. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
  }

  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(watch);
    return drop();
  }

  private static <T> Future<T> away() {
    return Problem.unavailable("Redis does not answer").future();
  }

  /**
   * A client for each connection: it keeps those that are given back, the dead ones too, and only
   * its own end closes them and ends the commands that wait on them.
   */
  private void connect() {
    if (closed || client != null) {
      return;
    }
    Redis fresh = Redis.createClient(vertx, options);
    client = fresh;
    fresh
        .connect()
        .timeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .onSuccess(this::opened)
        .onFailure(
            e -> {
              LOG.debug("Redis is away: {}", e.toString());
              vertx.setTimer(RECONNECT_MS, again -> reconnect());
            });
  }

  private void reconnect() {
    drop().onFailure(e -> LOG.debug("Closing a dead connection: {}", e.toString()));
    connect();
  }

  private void opened(RedisConnection opened) {
    opened.exceptionHandler(e -> lost(opened, e.toString()));
    opened.endHandler(end -> lost(opened, "the connection ended"));
    connection = opened;
    silentTicks = 0;
    LOG.info("Connected to Redis");
    onConnect.forEach(Runnable::run);
  }

  private void lost(RedisConnection which, String why) {
    if (connection == which) {
      LOG.warn("Redis is away: {}", why);
      reconnect();
    }
  }

  private Future<Void> drop() {
    Redis dropped = client;
    client = null;
    connection = null;
    pending = 0;
    return dropped == null ? Future.succeededFuture() : dropped.close();
  }

  /**
   * Not a periodic timer: after a stall of this process that one catches up on all missed ticks at
   * once, and Redis would be blamed for a silence in which nobody listened.
   */
  private void rearm() {
    watch = vertx.setTimer(WATCH_MS, tick -> watch());
  }

  /** Gives a connection up on which commands wait and nothing has been answered for a second. */
  private void watch() {
    boolean silent = pending > 0 && answered == answeredAtLastTick;
    silentTicks = silent ? silentTicks + 1 : 0;
    answeredAtLastTick = answered;
    RedisConnection open = connection;
    if (silentTicks >= SILENT_TICKS && open != null) {
      lost(open, "no answer for a second");
    }
    if (!closed) {
      rearm();
    }
  }
}
