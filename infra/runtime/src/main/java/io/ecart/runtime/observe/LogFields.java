package io.ecart.runtime.observe;

import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the request under way and belongs into every line that is logged for it, by its
 * name in the Elastic Common Schema or beside it: {@code order.id}. Every name stands in the index
 * template of {@code infra/logging}.
 */
public final class LogFields {
  private LogFields() {}

  /** Keeps a field for the request under way; elsewhere it would stay for good and is dropped. */
  public static void put(String field, String value) {
    ContextInternal context = ContextInternal.current();
    if (context == null || !context.isDuplicate()) {
      return;
    }
    Map<String, String> fields = new TreeMap<>(current(context));
    fields.put(field, value);
    TraceLocal.FIELDS.put(context, AccessMode.CONCURRENT, Map.copyOf(fields));
  }

  /** The fields of the request under way; empty when there is none. */
  static Map<String, String> current() {
    ContextInternal context = ContextInternal.current();
    return context == null ? Map.of() : current(context);
  }

  @SuppressWarnings("unchecked") // Only this class puts anything there.
  private static Map<String, String> current(ContextInternal context) {
    Map<String, String> fields = TraceLocal.FIELDS.get(context, AccessMode.CONCURRENT);
    return fields == null ? Map.of() : fields;
  }
}
