package io.ecart.runtime.observe;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Map;

/**
 * Reserves the places in Vert.x contexts where the trace and the log fields are kept. Places must
 * be known before the first context is made, so Vert.x loads this as a service.
 */
public final class TraceLocal implements VertxServiceProvider {
  static final ContextLocal<Trace> KEY = ContextLocal.registerLocal(Trace.class);

  @SuppressWarnings("rawtypes") // A class literal knows no type arguments.
  static final ContextLocal<Map> FIELDS = ContextLocal.registerLocal(Map.class);

  @Override
  public void init(VertxBootstrap bootstrap) {
    // Loading the class has reserved the place.
  }
}
