package io.ecart.runtime.lifecycle;

import io.ecart.runtime.config.ClusterSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the address under which other processes reach this one. */
final class Hosts {
  private static final String LOOPBACK = "127.0.0.1";

  private Hosts() {}

  /** What the settings say; else the address of this host's own name, as in a container. */
  static String advertised(ClusterSettings cluster) {
    if (!cluster.host().isEmpty()) {
      return cluster.host();
    }
    return cluster.clustered() ? ownAddress() : LOOPBACK;
  }

  /** The same as a number, for a name may have several. */
  static String address(String host) {
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return LOOPBACK;
    }
  }

  private static String ownAddress() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      return LOOPBACK;
    }
  }
}
