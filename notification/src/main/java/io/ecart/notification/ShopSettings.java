package io.ecart.notification;

import io.ecart.runtime.config.Settings;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the shop speaks to its customers.
 *
 * @param name how it calls itself
 * @param url its front page; may be empty
 * @param locale the language of who has not chosen one
 * @param staffEmail who hears of stock; empty: nobody
 * @param emailEvents order events told by e-mail
 * @param smsEvents order events told by text message
 */
public record ShopSettings(
    String name,
    String url,
    String locale,
    String staffEmail,
    Set<String> emailEvents,
    Set<String> smsEvents) {
  private static final String EMAIL =
      "order.placed,order.revised,order.paid,order.shipped,order.delivered,order.cancelled,"
          + "order.expired,order.returned";
  private static final String SMS = "order.placed,order.shipped,order.delivered,order.cancelled";

  public static ShopSettings read(Settings settings) {
    String locale = settings.text("SHOP_LOCALE", "en");
    if (!Template.isLocale(locale)) {
      settings.fault("SHOP_LOCALE", "must be a language such as en or de-AT");
    }
    return new ShopSettings(
        settings.text("SHOP_NAME", "ECART"),
        settings.text("SHOP_URL", ""),
        locale,
        settings.text("STAFF_EMAIL", ""),
        events(settings, "EMAIL_EVENTS", EMAIL),
        events(settings, "SMS_EVENTS", SMS));
  }

  /** {@code none} stands for no event at all. */
  private static Set<String> events(Settings settings, String key, String fallback) {
    Set<String> events =
        Arrays.stream(settings.text(key, fallback).split(","))
            .map(String::trim)
            .filter(each -> !each.isEmpty() && !each.equals("none"))
            .collect(Collectors.toUnmodifiableSet());
    if (!EventNames.ORDER.containsAll(events)) {
      String known = String.join(", ", new TreeSet<>(EventNames.ORDER));
      settings.fault(key, "must be none, or some of " + known);
    }
    return events;
  }
}
