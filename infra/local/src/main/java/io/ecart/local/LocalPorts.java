package io.ecart.local;

import io.ecart.testkit.servers.Ports;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the one-JVM system listens.
 *
 * @param edge what clients talk to; free when 0
 * @param mailbox where mails and text messages can be looked at; free when 0
 * @param offset added to each service's port of the public contract; negative takes free ports
 */
public record LocalPorts(int edge, int mailbox, int offset) {
  private static final int EDGE = 8080;
  private static final int MAILBOX = 8025;
  private static final int FIRST_SERVICE = 8081;
  private static final int FIRST_MANAGEMENT = 9081;

  /** The ports of the public contract, all moved by an offset. */
  static LocalPorts contract(int edge, int offset) {
    return new LocalPorts(edge, MAILBOX + offset, offset);
  }

  static LocalPorts free() {
    return new LocalPorts(Ports.free(), 0, -1);
  }

  static int defaultEdge(int offset) {
    return EDGE + offset;
  }

  /** The API port of the nth service. */
  int service(int index) {
    return offset < 0 ? 0 : FIRST_SERVICE + index + offset;
  }

  int management(int index) {
    return offset < 0 ? 0 : FIRST_MANAGEMENT + index + offset;
  }

  /** Every port that is asked for by number and already taken. */
  List<Integer> taken(int services) {
    List<Integer> wanted = new ArrayList<>(List.of(edge, mailbox));
    for (int i = 0; i < services; i++) {
      wanted.add(service(i));
      wanted.add(management(i));
    }
    return wanted.stream().filter(port -> port > 0 && Ports.isOpen(port)).toList();
  }
}
