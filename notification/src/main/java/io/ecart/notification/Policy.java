package io.ecart.notification;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the shop sends on its own account.
 *
 * @param emailEvents order events that are told by e-mail unless the customer says otherwise
 * @param smsEvents those that are told by text message, to customers who gave a number
 * @param staffEmail who hears of stock; empty: nobody
 * @param locale the language of who has not chosen one
 * @param configured the channels that can be sent through
 */
public record Policy(
    Set<String> emailEvents,
    Set<String> smsEvents,
    String staffEmail,
    String locale,
    Set<Channel> configured) {

  /** The channels of an order event by default. */
  Set<Channel> channels(String event) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    if (emailEvents.contains(event)) {
      channels.add(Channel.EMAIL);
    }
    if (smsEvents.contains(event)) {
      channels.add(Channel.SMS);
    }
    return channels;
  }
}
