package io.ecart.local;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Services in one Vert.x, each on an event loop of its own as long as there are enough. Loops are
 * given in turn to whoever asks, and the clients that a service makes while it starts ask too: so
 * all services get theirs before the first of them starts.
 */
final class OwnLoops {
  private OwnLoops() {}

  /** Starts all; fails when one of them does. */
  static Future<Void> deploy(Vertx vertx, List<Deployable> services) {
    Promise<Void> allHaveLoops = Promise.promise();
    List<Future<String>> deployments = new ArrayList<>();
    for (Deployable service : services) {
      deployments.add(vertx.deployVerticle(new Waiting(service, allHaveLoops.future())));
    }
    allHaveLoops.complete();
    return Future.all(deployments).mapEmpty();
  }

  /** A service that has its loop, and starts there when it may. */
  private record Waiting(Deployable service, Future<Void> mayStart) implements Deployable {
    @Override
    public Future<?> deploy(Context context) {
      Promise<Object> started = Promise.promise();
      mayStart.onSuccess(may -> context.runOnContext(turn -> start(context, started)));
      return started.future();
    }

    private void start(Context context, Promise<Object> started) {
      try {
        service.deploy(context).mapEmpty().onComplete(started);
      } catch (Exception e) {
        started.fail(e);
      }
    }

    @Override
    public Future<?> undeploy(Context context) throws Exception {
      return service.undeploy(context);
    }
  }
}
