package io.ecart.notification.http;

import io.ecart.notification.Channel;
import io.ecart.notification.EventNames;
import io.ecart.notification.PreferenceStore;
import io.ecart.notification.Preferences;
import io.ecart.notification.QuietHours;
import io.ecart.notification.Template;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Preferences over HTTP: everybody's own, and staff for anybody. */
public final class PreferenceRoutes {
  private static final String PATH = "/api/v1/preferences/:customerId";
  private static final int LONGEST_ID = 200;

  private final PreferenceStore store;

  public PreferenceRoutes(PreferenceStore store) {
    this.store = store;
  }

  public void mount(Api api) {
    api.get(PATH, Access.CUSTOMER, this::get);
    api.put(PATH, Access.CUSTOMER, this::put);
  }

  private Future<Reply> get(Call call) {
    String customer = customer(call);
    return store
        .find(customer)
        .map(found -> reply(found.orElseGet(() -> Preferences.none(customer))));
  }

  private Future<Reply> put(Call call) {
    String customer = customer(call);
    long version = call.ifMatch();
    Fields body = call.body();
    Preferences wanted =
        new Preferences(
            customer, channels(body), quietHours(body), locale(body), Math.max(0, version), null);
    // What GET shows besides may come back with PUT.
    List.of("customerId", "version", "updatedAt").forEach(body::has);
    body.check();
    return store.put(wanted, version).map(PreferenceRoutes::reply);
  }

  private static Map<String, Set<Channel>> channels(Fields body) {
    Map<String, Set<Channel>> channels = new HashMap<>();
    if (body.has("channels")) {
      Fields events = body.object("channels");
      for (String event : EventNames.ORDER) {
        if (events.has(event)) {
          channels.put(event, channels(events, event));
        }
      }
    }
    return channels;
  }

  private static Set<Channel> channels(Fields events, String event) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    for (String name : events.optionalTexts(event, 2, 10)) {
      Channel channel = Channel.named(name).orElse(Channel.WEBHOOK);
      if (channel == Channel.WEBHOOK) {
        events.error(event, "choice", "may hold email and sms");
      } else {
        channels.add(channel);
      }
    }
    return channels;
  }

  private static @Nullable QuietHours quietHours(Fields body) {
    if (!body.has("quietHours")) {
      return null;
    }
    Fields quiet = body.object("quietHours");
    LocalTime start = parsed(quiet, "start", LocalTime::parse, "a time of day such as 22:00");
    LocalTime end = parsed(quiet, "end", LocalTime::parse, "a time of day such as 07:00");
    ZoneId zone = parsed(quiet, "timeZone", ZoneId::of, "a time zone such as Europe/Berlin");
    QuietHours.Rule rule = quiet.optionalChoice("rule", QuietHours.Rule.class);
    if (start == null || end == null || zone == null) {
      return null;
    }
    if (start.equals(end)) {
      quiet.error("end", "range", "must differ from start");
    }
    return new QuietHours(start, end, zone, rule == null ? QuietHours.Rule.DELAY : rule);
  }

  private static <T> @Nullable T parsed(
      Fields fields, String name, Function<String, T> parser, String wanted) {
    String text = fields.text(name, 1, 64);
    try {
      return text.isBlank() ? null : parser.apply(text);
    } catch (DateTimeException e) {
      fields.error(name, "format", "must be " + wanted);
      return null;
    }
  }

  private static @Nullable String locale(Fields body) {
    String locale = body.optionalText("locale", 6);
    if (locale != null && !Template.isLocale(locale)) {
      body.error("locale", "format", "must be a language such as en or de-AT");
    }
    return locale;
  }

  private static String customer(Call call) {
    String customer = call.path("customerId");
    boolean own = customer.equals(call.caller().subject());
    if (customer.length() > LONGEST_ID || (!own && !call.caller().mayActForOthers())) {
      throw Problem.notFound("customer " + customer);
    }
    return customer;
  }

  private static Reply reply(Preferences preferences) {
    return Reply.ok(preferences.toJson()).etag(preferences.version());
  }
}
