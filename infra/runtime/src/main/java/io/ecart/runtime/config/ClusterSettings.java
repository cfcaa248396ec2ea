package io.ecart.runtime.config;

import java.util.Arrays;
import java.util.List;

/**
 * The cluster this process joins.
 *
 * @param members host names or addresses of members, each may resolve to many; empty: no cluster
 * @param name members of another name never join
 * @param host the address other members and clients reach this process at; empty: found out
 */
public record ClusterSettings(List<String> members, String name, String host) {

  public static ClusterSettings read(Settings settings) {
    String members = settings.text("CLUSTER_MEMBERS", "");
    return new ClusterSettings(
        Arrays.stream(members.split(",")).map(String::trim).filter(m -> !m.isEmpty()).toList(),
        settings.text("CLUSTER_NAME", "ecart"),
        settings.text("ADVERTISED_HOST", ""));
  }

  public boolean clustered() {
    return !members.isEmpty();
  }
}
