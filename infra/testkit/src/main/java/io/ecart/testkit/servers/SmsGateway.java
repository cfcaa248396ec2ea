package io.ecart.testkit.servers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulator of Twilio's Messages API: {@code POST} and {@code GET
 * /2010-04-01/Accounts/{account}/Messages.json} with HTTP basic authentication. It sends nothing,
 * remembers the newest {@value #LIMIT} messages, and misbehaves when told to.
 */
public final class SmsGateway {
  /** How many messages are remembered. */
  public static final int LIMIT = 5_000;

  private static final String MESSAGES = "/2010-04-01/Accounts/:account/Messages.json";
  private static final int BODY_LIMIT = 64 << 10;

  private final Vertx vertx;
  private final String credentials;
  private final HttpServer server;
  private final Newest<Sms> messages = new Newest<>(LIMIT);
  private final Queue<SmsFault> faults = new ArrayDeque<>();

  /**
   * @param account the account's id, also the user of the basic authentication
   * @param token its secret
   */
  private SmsGateway(Vertx vertx, String account, String token) {
    this.vertx = vertx;
    byte[] pair = (account + ":" + token).getBytes(StandardCharsets.UTF_8);
    this.credentials = "Basic " + Base64.getEncoder().encodeToString(pair);
    Router router = Router.router(vertx);
    BodyHandler body = BodyHandler.create(false).setBodyLimit(BODY_LIMIT);
    router.route(MESSAGES).handler(this::authenticate);
    router.post(MESSAGES).handler(body).handler(this::send);
    router.get(MESSAGES).handler(this::list);
    this.server = vertx.createHttpServer().requestHandler(router);
  }

  /** Starts a gateway for one account on a loopback port; 0 is a free one. */
  public static Future<SmsGateway> start(Vertx vertx, int port, String account, String token) {
    SmsGateway gateway = new SmsGateway(vertx, account, token);
    return gateway.server.listen(port, "127.0.0.1").map(gateway);
  }

  public int port() {
    return server.actualPort();
  }

  /** {@code http://127.0.0.1:port}, what stands for {@code https://api.twilio.com}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The messages that are remembered, the oldest first. */
  public List<Sms> messages() {
    return messages.all();
  }

  /** The remembered messages to one number, the oldest first. */
  public List<Sms> messagesTo(String number) {
    return messages().stream().filter(sms -> sms.to().equals(number)).toList();
  }

  /** How many messages were accepted, the forgotten ones included. */
  public long accepted() {
    return messages.total();
  }

  /** Forgets all messages and all faults to come. */
  public void clear() {
    messages.clear();
    synchronized (faults) {
      faults.clear();
    }
  }

  /** Misbehaves at the next {@code times} messages, after all faults ordered before. */
  public void next(int times, SmsFault fault) {
    synchronized (faults) {
      faults.addAll(Collections.nCopies(times, fault));
    }
  }

  public Future<Void> close() {
    return server.close();
  }

  private void authenticate(RoutingContext ctx) {
    if (credentials.equals(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      ctx.next();
    } else {
      ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"Twilio API\"");
      answer(ctx, 401, new SmsRefusal(20003, "Authenticate").toJson(401));
    }
  }

  private void send(RoutingContext ctx) {
    String to = field(ctx, "To");
    String from = field(ctx, "From");
    String body = field(ctx, "Body");
    SmsRefusal refusal = SmsRefusal.of(from, to, body);
    if (refusal == null) {
      sendUnlessFaulty(ctx, from, to, body);
    } else {
      answer(ctx, 400, refusal.toJson(400));
    }
  }

  private void sendUnlessFaulty(RoutingContext ctx, String from, String to, String body) {
    SmsFault fault = nextFault();
    if (fault instanceof SmsFault.Refuse refusal) {
      if (refusal.retryAfterSeconds() > 0) {
        ctx.response().putHeader("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
      }
      int code = refusal.status() == 429 ? 20429 : 20500;
      answer(
          ctx, refusal.status(), new SmsRefusal(code, "Told to refuse").toJson(refusal.status()));
      return;
    }
    Sms sms = accept(ctx.pathParam("account"), from, to, body);
    if (fault instanceof SmsFault.Duplicate) {
      accept(sms.account(), from, to, body);
    }
    if (fault instanceof SmsFault.Drop) {
      ctx.request().connection().close();
    } else if (fault instanceof SmsFault.Endless) {
      ctx.response().setChunked(true);
      vertx.setPeriodic(100, timer -> ctx.response().write(" "));
    } else if (fault instanceof SmsFault.Delay late) {
      vertx.setTimer(Math.max(1, late.delay().toMillis()), timer -> answer(ctx, 201, sms.toJson()));
    } else {
      answer(ctx, 201, sms.toJson());
    }
  }

  private Sms accept(String account, String from, String to, String body) {
    String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
    Sms sms = new Sms(sid, account, from, to, body, Instant.now());
    messages.add(sms);
    return sms;
  }

  private void list(RoutingContext ctx) {
    String to = ctx.request().getParam("To");
    JsonArray found = new JsonArray();
    for (Sms sms : messages()) {
      if (to == null || to.equals(sms.to())) {
        found.add(sms.toJson());
      }
    }
    JsonObject page = new JsonObject().put("messages", found).put("page", 0);
    page.put("page_size", found.size()).put("uri", ctx.request().uri()).put("next_page_uri", null);
    answer(ctx, 200, page);
  }

  private @Nullable SmsFault nextFault() {
    synchronized (faults) {
      return faults.poll();
    }
  }

  private static void answer(RoutingContext ctx, int status, JsonObject body) {
    if (!ctx.response().closed()) {
      ctx.response().setStatusCode(status);
      ctx.json(body);
    }
  }

  private static String field(RoutingContext ctx, String name) {
    String value = ctx.request().formAttributes().get(name);
    return value == null ? "" : value;
  }
}
