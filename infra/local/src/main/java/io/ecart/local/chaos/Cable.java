package io.ecart.local.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network cable: TCP from one loopback address to another, that can be cut (connections break and
 * none is taken) or clamped (connections stand, and nothing comes through).
 */
final class Cable {
  private enum State {
    WHOLE,
    CUT,
    CLAMPED
  }

  private final String to;
  private final int port;
  private final NetServer server;
  private final NetClient client;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;

  /** Between {@code from:port} and {@code to:port}. */
  Cable(Vertx vertx, String from, String to, int port) {
    this.to = to;
    this.port = port;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::join);
    Waits.done(server.listen(port, from));
  }

  void cut() {
    state = State.CUT;
    sockets.forEach(NetSocket::close);
  }

  void clamp() {
    state = State.CLAMPED;
    sockets.forEach(NetSocket::pause);
  }

  void mend() {
    state = State.WHOLE;
    sockets.forEach(NetSocket::resume);
  }

  private void join(NetSocket near) {
    if (state == State.CUT) {
      near.close();
      return;
    }
    near.pause();
    client
        .connect(port, to)
        .onSuccess(
            far -> {
              plug(near, far);
              plug(far, near);
            })
        .onFailure(e -> near.close());
  }

  private void plug(NetSocket from, NetSocket into) {
    sockets.add(from);
    from.handler((Buffer buffer) -> into.write(buffer).onFailure(e -> from.close()));
    from.closeHandler(
        closed -> {
          sockets.remove(from);
          into.close();
        });
    if (state == State.WHOLE) {
      from.resume();
    }
  }
}
