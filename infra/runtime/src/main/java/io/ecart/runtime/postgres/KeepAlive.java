package io.ecart.runtime.postgres;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * Lets the kernel look after a connection. A store whose machine is gone says nothing, and whoever
 * waits for its answer would wait for ever; so the connection is given up when the other side's
 * kernel has not answered for a minute, however long a statement takes. With the JDK's selector the
 * times are the kernel's own.
 *
 * <p>The client's builder has a place for such options, but its driver for Postgres makes no use of
 * them (5.0.8), nor would an idle time help: it closes with a word to the other side, and waits.
 */
final class KeepAlive {
  private static final int IDLE_SECONDS = 30;
  private static final int INTERVAL_SECONDS = 10;
  private static final int PROBES = 3;

  private KeepAlive() {}

  static <C extends SqlConnection> C on(C connection) {
    ChannelConfig socket = socket(connection);
    socket.setOption(ChannelOption.SO_KEEPALIVE, true);
    socket.setOption(EpollChannelOption.TCP_KEEPIDLE, IDLE_SECONDS);
    socket.setOption(EpollChannelOption.TCP_KEEPINTVL, INTERVAL_SECONDS);
    socket.setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
    return connection;
  }

  static ChannelConfig socket(SqlConnection connection) {
    Connection inner = ((SqlConnectionInternal) connection).unwrap().unwrap();
    return ((SocketConnectionBase) inner).socket().channelHandlerContext().channel().config();
  }
}
