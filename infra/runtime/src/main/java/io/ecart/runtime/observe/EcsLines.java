package io.ecart.runtime.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.logback.EcsEncoder;
import io.vertx.core.json.Json;
import org.slf4j.event.KeyValuePair;

/**
 * Log lines in the Elastic Common Schema, with the trace and the fields of the request that they
 * were logged for, and with the key-value pairs of the call.
 */
final class EcsLines extends EcsEncoder {

  @Override
  protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
    Trace trace = Trace.known();
    if (trace != null) {
      add(line, "trace.id", trace.traceId());
    }
    LogFields.current().forEach((field, value) -> add(line, field, value));
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        add(line, pair.key, pair.value);
      }
    }
  }

  private static void add(StringBuilder line, String field, Object value) {
    Object shown = value instanceof Number ? value : String.valueOf(value);
    line.append('"').append(field).append("\":").append(Json.encode(shown)).append(',');
  }
}
