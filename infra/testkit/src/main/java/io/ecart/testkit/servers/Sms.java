package io.ecart.testkit.servers;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A text message that {@link SmsGateway} accepted.
 *
 * @param sid the id that the gateway gave it
 * @param account the account that sent it
 * @param from the sender's number
 * @param to the recipient's number
 * @param body the text
 * @param acceptedAt when it came in
 */
public record Sms(
    String sid, String account, String from, String to, String body, Instant acceptedAt) {

  /** The message as Twilio's API shows it. */
  JsonObject toJson() {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(acceptedAt.atOffset(ZoneOffset.UTC));
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", account)
        .put("messaging_service_sid", null)
        .put("from", from)
        .put("to", to)
        .put("body", body)
        .put("status", "queued")
        .put("direction", "outbound-api")
        .put("date_created", date)
        .put("date_updated", date)
        .put("date_sent", null)
        .put("num_segments", "1")
        .put("num_media", "0")
        .put("price", null)
        .put("price_unit", "USD")
        .put("error_code", null)
        .put("error_message", null)
        .put("api_version", "2010-04-01")
        .put("uri", "/2010-04-01/Accounts/" + account + "/Messages/" + sid + ".json");
  }
}
