package io.ecart.runtime.kafka;

import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.observe.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The traces that the events of one poll belong to. */
final class EventTraces {
  private final List<Tracing.Step> steps = new ArrayList<>();
  private final @Nullable String only;
  private final Tracing.@Nullable Step shared;

  EventTraces(Tracing tracing, String group, List<KafkaConsumerRecord<String, String>> records) {
    Set<@Nullable String> seen = new HashSet<>();
    String last = null;
    Tracing.Step lastStep = null;
    for (KafkaConsumerRecord<String, String> record : records) {
      String given = sentBy(record);
      if (seen.size() < 2) {
        Trace trace = Trace.parse(given);
        seen.add(trace == null ? null : trace.traceId());
      }
      Tracing.Step step = tracing.handling(group, record.topic(), given);
      last = given;
      lastStep = step;
      if (step != null) {
        steps.add(step);
      }
    }
    this.only = seen.size() == 1 ? last : null;
    this.shared = only == null ? null : lastStep;
  }

  /** The step that sent it, or else the one that wrote it. */
  private static @Nullable String sentBy(KafkaConsumerRecord<String, String> record) {
    for (var header : record.headers()) {
      if ("traceparent".equals(header.key())) {
        return header.value().toString();
      }
    }
    return record.value() == null ? null : Event.traceparentIn(record.value());
  }

  /** Does the work, in the trace of the events when they have one in common. */
  Future<Void> within(Supplier<Future<Void>> work) {
    ContextInternal context = ContextInternal.current();
    if (only == null || context == null) {
      return work.get();
    }
    ContextInternal own = context.duplicate();
    Promise<Void> done = context.promise();
    own.dispatch(
        () -> {
          if (shared != null) {
            shared.enter();
          }
          Trace.accept(only);
          work.get().onComplete(done);
        });
    return done.future();
  }

  void end(@Nullable Throwable failure) {
    steps.forEach(step -> step.end(failure));
  }
}
