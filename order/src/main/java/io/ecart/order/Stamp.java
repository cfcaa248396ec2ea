package io.ecart.order;

import java.time.Instant;

/**
 * Which edition of an order this is.
 *
 * @param version counts its changes from 1; the ETag
 * @param updatedAt when the last of them was made
 */
public record Stamp(long version, Instant updatedAt) {

  Stamp next(Instant now) {
    return new Stamp(version + 1, now);
  }
}
