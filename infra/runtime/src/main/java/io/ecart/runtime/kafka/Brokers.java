package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The brokers that Kafka is found by. What becomes of events, the meters of relay and consumers
 * tell.
 */
public final class Brokers {
  private static final int CONNECT_MS = 1_000;

  private final NetClient client;
  private final List<SocketAddress> addresses;

  public Brokers(Vertx vertx, KafkaSettings settings) {
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MS));
    this.addresses = Stream.of(settings.bootstrap().split(",")).map(Brokers::address).toList();
  }

  private static SocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return SocketAddress.inetSocketAddress(
        Integer.parseInt(hostAndPort.substring(colon + 1)), hostAndPort.substring(0, colon));
  }

  /** Ends when one of them takes a connection. */
  public Future<Void> reachable() {
    return Future.any(addresses.stream().map(this::connect).toList()).mapEmpty();
  }

  private Future<Void> connect(SocketAddress address) {
    return client.connect(address).compose(NetSocket::close);
  }
}
