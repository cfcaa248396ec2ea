package io.ecart.runtime.lifecycle;

import com.hazelcast.config.Config;
import io.ecart.runtime.config.ClusterSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import io.ecart.runtime.config.TracingSettings;
import io.ecart.runtime.observe.LogSettings;
import io.ecart.runtime.observe.Logs;
import io.ecart.runtime.observe.Metrics;
import io.ecart.runtime.observe.Tracing;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main program of a fat jar: settings, Vert.x, one service, and a clean end. */
public final class ServiceMain {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
  private static final long STOP_SECONDS = 30;

  private ServiceMain() {}

  /**
   * Starts a service and returns when it runs; ends the process with status 1 and one message when
   * it cannot.
   *
   * @param service its name
   * @param read reads its settings
   * @param verticle makes it
   */
  public static <C> void run(
      String service,
      Function<Settings, C> read,
      BiFunction<C, ServiceHost, ? extends Deployable> verticle) {
    Settings settings = new Settings(System.getenv());
    try {
      Logs.use(LogSettings.read(settings, Logs.Format.ECS), service);
      ClusterSettings cluster = ClusterSettings.read(settings);
      TracingSettings tracing = TracingSettings.read(settings);
      C config = read.apply(settings);
      settings.check();
      LOG.info("Starting {} with {}", service, settings.described());
      start(service, cluster, Tracing.of(tracing, service), host -> verticle.apply(config, host));
    } catch (SettingsException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void start(
      String service,
      ClusterSettings cluster,
      Tracing tracing,
      Function<ServiceHost, Deployable> verticle) {
    PrometheusMeterRegistry metrics = Metrics.registry(service);
    ServiceHost host = new ServiceHost(Clock.systemUTC(), metrics, Hosts.advertised(cluster));
    VertxOptions options = new VertxOptions().setPreferNativeTransport(true);
    AtomicBoolean stopping = new AtomicBoolean();
    vertx(tracing.instrument(Metrics.vertx(metrics, options)), cluster)
        .compose(
            vertx -> {
              stopAtTheEnd(vertx, tracing, stopping);
              sayWhoIsThere(vertx, cluster);
              return tracing.attach(vertx).deployVerticle(verticle.apply(host));
            })
        .onComplete(
            id -> LOG.info("{} is ready", service),
            e -> {
              // Who is told to stop before it is ready has not failed.
              if (!stopping.get()) {
                failElsewhere("The service " + service + " cannot start: " + e.getMessage());
              }
            });
  }

  private static Future<Vertx> vertx(VertxBuilder builder, ClusterSettings cluster) {
    if (!cluster.clustered()) {
      return Future.succeededFuture(builder.build());
    }
    Config config = Cluster.config(cluster, Hosts.address(Hosts.advertised(cluster)));
    return builder.withClusterManager(new HazelcastClusterManager(config)).buildClustered();
  }

  /** A first member is alone too, so being alone is no fault; but it is what a wrong name does. */
  private static void sayWhoIsThere(Vertx vertx, ClusterSettings settings) {
    ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
    if (cluster == null) {
      return;
    }
    int size = cluster.getNodes().size();
    if (size > 1) {
      LOG.info("In the cluster '{}' with {} other members", settings.name(), size - 1);
    } else {
      LOG.warn(
          "Alone in the cluster '{}': no member of that name answers at {}",
          settings.name(),
          settings.members());
    }
  }

  private static void stopAtTheEnd(Vertx vertx, Tracing tracing, AtomicBoolean stopping) {
    Runnable stop =
        () -> {
          stopping.set(true);
          stop(vertx, tracing);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
  }

  private static void stop(Vertx vertx, Tracing tracing) {
    LOG.info("Stopping");
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The stop was not clean", e);
    }
    tracing.close();
  }

  /** Not on this event loop: the exit waits for the stop, which waits for all loops. */
  private static void failElsewhere(String message) {
    new Thread(() -> fail(message), "fail").start();
  }

  @SuppressWarnings("SystemExitOutsideMain") // This is the main program of every service.
  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
