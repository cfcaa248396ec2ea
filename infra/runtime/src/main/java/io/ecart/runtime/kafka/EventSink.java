package io.ecart.runtime.kafka;

import io.vertx.core.Future;
import java.util.List;

/** Takes events; may get one more than once. */
@FunctionalInterface
public interface EventSink {

  /** Ends when the effect is durable: only then is the offset committed. */
  Future<Void> take(List<Event> events);
}
