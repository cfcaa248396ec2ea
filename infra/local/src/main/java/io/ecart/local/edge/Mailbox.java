package io.ecart.local.edge;

import io.ecart.testkit.servers.Mail;
import io.ecart.testkit.servers.MailServer;
import io.ecart.testkit.servers.Sms;
import io.ecart.testkit.servers.SmsGateway;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shows what the shop has sent: mails and text messages, as a page and as JSON, newest first. */
public final class Mailbox {
  private static final int SHOWN = 200;

  private final MailServer mails;
  private final SmsGateway messages;

  public Mailbox(MailServer mails, SmsGateway messages) {
    this.mails = mails;
    this.messages = messages;
  }

  public Future<HttpServer> listen(Vertx vertx, int port) {
    Router router = Router.router(vertx);
    router.get("/mails").respond(c -> Future.succeededFuture(mailsJson()));
    router.get("/sms").respond(c -> Future.succeededFuture(messagesJson()));
    router
        .get("/")
        .handler(
            c ->
                c.response()
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Content-Security-Policy", "default-src 'none'; frame-src 'self'")
                    .end(page())
                    .onFailure(c::fail));
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    return vertx.createHttpServer(options).requestHandler(router).listen();
  }

  private JsonObject mailsJson() {
    JsonArray items = new JsonArray();
    newest(mails.mails()).forEach(mail -> items.add(toJson(mail)));
    return new JsonObject().put("received", mails.received()).put("items", items);
  }

  private static JsonObject toJson(Mail mail) {
    return new JsonObject()
        .put("from", mail.from())
        .put("to", mail.to())
        .put("subject", mail.subject())
        .put("text", mail.text())
        .put("html", mail.html())
        .put("messageId", mail.messageId())
        .put("receivedAt", mail.receivedAt().toString());
  }

  private JsonObject messagesJson() {
    JsonArray items = new JsonArray();
    for (Sms sms : newest(messages.messages())) {
      items.add(
          new JsonObject()
              .put("to", sms.to())
              .put("from", sms.from())
              .put("body", sms.body())
              .put("acceptedAt", sms.acceptedAt().toString()));
    }
    return new JsonObject().put("received", messages.accepted()).put("items", items);
  }

  private String page() {
    StringBuilder page = new StringBuilder("<!doctype html><title>Mailbox</title><h1>Mails</h1>");
    for (Mail mail : newest(mails.mails())) {
      entry(page, mail.to() + ": " + mail.subject(), mail.text());
    }
    page.append("<h1>Text messages</h1>");
    for (Sms sms : newest(messages.messages())) {
      entry(page, sms.to(), sms.body());
    }
    return page.toString();
  }

  private static void entry(StringBuilder page, String title, String text) {
    page.append("<details><summary>")
        .append(escape(title))
        .append("</summary><pre>")
        .append(escape(text))
        .append("</pre></details>");
  }

  private static <T> List<T> newest(List<T> oldestFirst) {
    List<T> tail = oldestFirst.subList(Math.max(0, oldestFirst.size() - SHOWN), oldestFirst.size());
    ArrayList<T> newestFirst = new ArrayList<>(tail);
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
