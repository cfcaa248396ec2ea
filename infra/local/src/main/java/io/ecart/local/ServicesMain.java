package io.ecart.local;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Logs;
import io.ecart.runtime.observe.Metrics;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The six services in one JVM and nothing else: stores, edge and token issuer are elsewhere, as the
 * {@code ECART_} settings of the environment say. {@code scripts/chaos} starts and kills it.
 */
public final class ServicesMain {
  private ServicesMain() {}

  /**
   * @param args how far the ports of the contract are moved, the address under which inventory is
   *     to be reached, and the file that says by how many seconds the clock is wrong
   */
  public static void main(String[] args) {
    Logs.use(Logs.Format.TEXT, "services");
    LocalPorts ports = LocalPorts.contract(0, Integer.parseInt(args[0]));
    Clock clock = SteeredClock.by(Path.of(args[2]));
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    List<Deployable> services = new ArrayList<>();
    for (LocalService service : LocalService.values()) {
      String address = service == LocalService.INVENTORY ? args[1] : "127.0.0.1";
      ServiceHost host = new ServiceHost(clock, Metrics.registry(service.serviceName()), address);
      Settings settings = new Settings(environment(service, ports));
      services.add(service.verticle(settings, host));
    }
    OwnLoops.deploy(vertx, services)
        .onSuccess(all -> System.out.println("Ready"))
        .onFailure(ServicesMain::giveUp);
  }

  /** Whoever watches over this process may start it again. */
  private static void giveUp(Throwable cause) {
    System.err.println("The services cannot start: " + cause);
    System.exit(1);
  }

  private static Map<String, String> environment(LocalService service, LocalPorts ports) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(key -> !key.startsWith("ECART_"));
    int position = service.position();
    environment.put("ECART_HTTP_PORT", Integer.toString(ports.service(position)));
    environment.put("ECART_MANAGEMENT_PORT", Integer.toString(ports.management(position)));
    environment.computeIfPresent(
        "ECART_POSTGRES_URL", (key, server) -> server + "/" + service.serviceName());
    return environment;
  }
}
