package io.ecart.local.chaos;

import java.util.Arrays;
import java.util.Locale;

/** What can happen to a shop; {@link Mischief} causes it. */
enum Fault {
  /** {@code kill -9} of the services' process, which is started again at once. */
  KILL_SERVICES,
  /** {@code kill -9} of Redis, which comes back after a while with what it had on disk. */
  KILL_REDIS,
  /** Redis forgets everything and goes on. */
  FLUSH_REDIS,
  /** Redis is killed, and comes back knowing what it knew a while ago. */
  OLD_REDIS,
  /** Postgres ends at once, without a checkpoint, and comes back after a while. */
  KILL_POSTGRES,
  /** All processes of Postgres stand still for a while, as on a disk that hangs. */
  STALL_POSTGRES,
  /** Kafka is away for a while. */
  STOP_KAFKA,
  /** Connections to inventory break, and none is taken for a while. */
  CUT_NETWORK,
  /** Connections to inventory stand, and nothing comes through for a while. */
  CLAMP_NETWORK,
  /** The clock of all services jumps ahead by more than the life of a hold, and back. */
  JUMP_CLOCK;

  /** As it is written on a command line: {@code kill-services}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException when there is no such fault; the message names all
   */
  static Fault of(String label) {
    return Arrays.stream(values())
        .filter(fault -> fault.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault "
                        + label
                        + "; there are "
                        + String.join(", ", Arrays.stream(values()).map(Fault::label).toList())));
  }
}
