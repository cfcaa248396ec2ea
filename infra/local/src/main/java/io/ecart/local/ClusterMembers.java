package io.ecart.local;

import io.ecart.testkit.servers.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Processes of services on this machine that find each other: each is told of those before it. */
public final class ClusterMembers {
  private final String name;
  private final SystemSettings system;
  private final List<String> addresses = new ArrayList<>();

  /**
   * @param name of the cluster; strangers call theirs by another
   */
  public ClusterMembers(String name, SystemSettings system) {
    this.name = name;
    this.system = system;
  }

  /**
   * The environment of one more process, which the caller may add to.
   *
   * @param host its own address
   * @param database URI
   */
  public Map<String, String> join(String host, String database) {
    int port = Ports.free();
    addresses.add(host + ":" + port);
    Map<String, String> environment = new HashMap<>(system.environment());
    environment.put("ECART_CLUSTER_MEMBERS", String.join(",", addresses));
    environment.put("ECART_CLUSTER_NAME", name);
    environment.put("ECART_CLUSTER_PORT", Integer.toString(port));
    environment.put("ECART_ADVERTISED_HOST", host);
    environment.put("ECART_HTTP_HOST", host);
    environment.put("ECART_LOG_FORMAT", "text");
    environment.put("ECART_POSTGRES_URL", database);
    return environment;
  }
}
