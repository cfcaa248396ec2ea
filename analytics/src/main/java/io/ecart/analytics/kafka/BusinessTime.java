package io.ecart.analytics.kafka;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When something happened for the business, which for imported orders is not when it was told. */
final class BusinessTime {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private BusinessTime() {}

  /**
   * The member {@code occurredAt} of the metadata, if it is a time that can be: metadata is free
   * text of a client's, so what cannot be read, lies in the future of the telling, or before any
   * shop's books, is not believed.
   *
   * @param told when the system learned of it, used in all other cases
   */
  static Instant of(@Nullable JsonObject metadata, Instant told) {
    if (metadata == null || !(metadata.getValue("occurredAt") instanceof String text)) {
      return told;
    }
    try {
      Instant occurred = OffsetDateTime.parse(text).toInstant();
      return occurred.isAfter(told) || occurred.isBefore(EARLIEST) ? told : occurred;
    } catch (DateTimeParseException e) {
      return told;
    }
  }
}
