package io.ecart.notification.http;

import io.ecart.notification.Channel;
import io.ecart.notification.Template;
import io.ecart.notification.Templates;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import java.util.List;

/** Templates over HTTP. */
public final class TemplateRoutes {
  private static final String PATH = "/api/v1/templates/:event/:channel/:locale";
  private static final int LONGEST_SUBJECT = 500;
  private static final int LONGEST_BODY = 65_536;

  private final Templates templates;

  public TemplateRoutes(Templates templates) {
    this.templates = templates;
  }

  public void mount(Api api) {
    api.get(PATH, Access.ADMIN, this::get);
    api.put(PATH, Access.ADMIN, this::put);
  }

  private Future<Reply> get(Call call) {
    return templates.get(key(call)).map(TemplateRoutes::reply);
  }

  private Future<Reply> put(Call call) {
    Template.Key key = key(call);
    long version = call.ifMatch();
    Template.Parts parts = parts(call.body(), key.channel());
    return templates.put(key, parts, version).map(TemplateRoutes::reply);
  }

  private static Template.Parts parts(Fields body, Channel channel) {
    boolean mail = channel == Channel.EMAIL;
    Template.Parts parts =
        new Template.Parts(
            mail ? body.text("subject", 1, LONGEST_SUBJECT) : "",
            body.text("text", 1, LONGEST_BODY),
            mail ? body.text("html", 1, LONGEST_BODY) : "");
    // What GET shows besides may come back with PUT.
    List.of("event", "channel", "locale", "source", "version", "updatedAt").forEach(body::has);
    body.check();
    return parts;
  }

  private static Template.Key key(Call call) {
    String locale = call.path("locale");
    Channel channel =
        Channel.named(call.path("channel"))
            .orElseThrow(() -> Problem.notFound("channel " + call.path("channel")));
    if (!Template.isLocale(locale)) {
      throw Problem.notFound("locale " + locale + "; locales look like en or de-AT");
    }
    return new Template.Key(call.path("event"), channel, locale);
  }

  private static Reply reply(Template template) {
    return Reply.ok(template.toJson()).etag(template.version());
  }
}
