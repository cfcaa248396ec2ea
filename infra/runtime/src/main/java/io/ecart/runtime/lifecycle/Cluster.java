package io.ecart.runtime.lifecycle;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.ecart.runtime.config.ClusterSettings;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;

/** The cluster manager's configuration: TCP join, tuned to join and to notice the dead quickly. */
final class Cluster {
  private Cluster() {}

  /**
   * @param address this process's own address that the other members reach; a container has more
   *     than one
   */
  static Config config(ClusterSettings settings, String address) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(settings.name());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    // On a machine with much to do the others may be slow to answer; who cannot join ends.
    config.setProperty("hazelcast.max.join.seconds", "60");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    // Members that started without seeing each other, or were parted, unite within seconds.
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    // Not by "interfaces": that would also pass over every member at another address than this.
    config.setProperty("hazelcast.local.localAddress", address);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(settings.port()).setPortAutoIncrement(false);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    return config;
  }
}
