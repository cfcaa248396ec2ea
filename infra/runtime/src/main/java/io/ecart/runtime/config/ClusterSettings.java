package io.ecart.runtime.config;

import java.util.Arrays;
import java.util.List;

/**
 * The cluster this process joins.
 *
 * @param members host names or addresses of members, each may resolve to many; empty: no cluster
 * @param name members of another name never join
 * @param host the address other members and clients reach this process at; empty: found out
 * @param port where members talk to one another, the same in all of them unless {@code members}
 *     says otherwise
 */
public record ClusterSettings(List<String> members, String name, String host, int port) {
  private static final int PORT = 5701;

  public static ClusterSettings read(Settings settings) {
    String members = settings.text("CLUSTER_MEMBERS", "");
    return new ClusterSettings(
        Arrays.stream(members.split(",")).map(String::trim).filter(m -> !m.isEmpty()).toList(),
        settings.text("CLUSTER_NAME", "ecart"),
        settings.text("ADVERTISED_HOST", ""),
        settings.number("CLUSTER_PORT", PORT, 1, 65_535));
  }

  public boolean clustered() {
    return !members.isEmpty();
  }
}
