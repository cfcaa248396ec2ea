package io.ecart.runtime.observe;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Set;

/** The metrics of one process. */
public final class Metrics {
  private Metrics() {}

  /** A registry with the JVM's own metrics in it; every series carries the service's name. */
  public static PrometheusMeterRegistry registry(String service) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("service", service);
    return withJvm(registry);
  }

  /** A registry with the JVM's own metrics in it, of no service in particular. */
  public static PrometheusMeterRegistry registry() {
    return withJvm(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static PrometheusMeterRegistry withJvm(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    // These listen to the collector for as long as the process lives: there is nothing to close.
    new JvmGcMetrics().bindTo(registry);
    new JvmHeapPressureMetrics().bindTo(registry);
    return registry;
  }

  /**
   * A Vert.x that reports to the registry; event bus and sockets are left out, they tell little.
   */
  public static VertxBuilder vertx(PrometheusMeterRegistry registry, VertxOptions options) {
    MicrometerMetricsOptions metrics = new MicrometerMetricsOptions().setEnabled(true);
    for (MetricsDomain domain :
        Set.of(
            MetricsDomain.EVENT_BUS,
            MetricsDomain.DATAGRAM_SOCKET,
            MetricsDomain.NET_CLIENT,
            MetricsDomain.NET_SERVER)) {
      metrics.addDisabledMetricsCategory(domain);
    }
    return Vertx.builder()
        .with(options.setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }
}
