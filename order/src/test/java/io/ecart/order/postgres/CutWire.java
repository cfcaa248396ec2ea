package io.ecart.order.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A wire to a database that can be cut at the worst moments. */
final class CutWire {

  /** When the wire is cut, once. */
  enum Cut {
    NEVER,
    /** The next thing said to the database does not reach it. */
    BEFORE_IT_HEARS,
    /** The database hears it, and its answer does not come back. */
    BEFORE_IT_ANSWERS
  }

  private final NetClient client;
  private final int target;
  private final NetServer server;
  private volatile Cut cut = Cut.NEVER;

  CutWire(Vertx vertx, int target) {
    this.client = vertx.createNetClient();
    this.target = target;
    this.server = vertx.createNetServer().connectHandler(this::join);
  }

  Future<Integer> listen() {
    return server.listen(0, "127.0.0.1").map(NetServer::actualPort);
  }

  void arm(Cut next) {
    cut = next;
  }

  private void join(NetSocket caller) {
    caller.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(
            database -> {
              caller.handler(said -> hear(caller, database, said));
              database.handler(answer -> answer(caller, database, answer));
              caller.closeHandler(gone -> database.close());
              database.closeHandler(gone -> caller.close());
              caller.resume();
            });
  }

  private void hear(NetSocket caller, NetSocket database, Buffer said) {
    if (cut == Cut.BEFORE_IT_HEARS) {
      cutNow(caller, database);
    } else {
      database.write(said);
    }
  }

  private void answer(NetSocket caller, NetSocket database, Buffer answer) {
    if (cut == Cut.BEFORE_IT_ANSWERS) {
      cutNow(caller, database);
    } else {
      caller.write(answer);
    }
  }

  private void cutNow(NetSocket caller, NetSocket database) {
    cut = Cut.NEVER;
    caller.close();
    database.close();
  }
}
