package io.ecart.runtime.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The trace of the request that a plain line was logged for; nothing when there is none. */
final class TraceIdConverter extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    Trace trace = Trace.known();
    return trace == null ? "" : " [" + trace.traceId() + "]";
  }
}
