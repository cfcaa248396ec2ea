package io.ecart.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is due because of an event, not yet written.
 *
 * @param event what it tells of, such as {@code order.placed}
 * @param recipient who gets it
 * @param about what it is about and for whom
 * @param locale the language of the text, such as {@code en}
 * @param dueAt not to be sent before
 * @param suppressed why it will not be sent; null when it will
 */
public record Draft(
    String event,
    Recipient recipient,
    About about,
    String locale,
    Instant dueAt,
    @Nullable String suppressed) {

  /**
   * @param address an address, a phone number or a URL
   * @param webhookId the webhook behind a URL
   */
  public record Recipient(Channel channel, String address, @Nullable UUID webhookId) {}

  /**
   * @param eventId the CloudEvents id
   * @param orderId the order, where it is one
   * @param customerId the customer, who may read the message in the list
   */
  public record About(String eventId, @Nullable String orderId, @Nullable String customerId) {}
}
