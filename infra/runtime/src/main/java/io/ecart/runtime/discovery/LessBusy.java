package io.ecart.runtime.discovery;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.endpoint.InteractionMetrics;
import io.vertx.core.net.endpoint.LoadBalancer;
import io.vertx.core.net.endpoint.ServerEndpoint;
import io.vertx.core.net.endpoint.ServerSelector;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the less busy of two instances that chance has named. An instance that failed a moment ago
 * is taken only when the other did too: a dead one answers nothing, so it is never busy, and by its
 * load alone it would be everybody's first choice until the cluster has noticed.
 */
final class LessBusy implements LoadBalancer {
  private static final long AVOIDED_NANOS = 3_000_000_000L;

  private volatile List<? extends ServerEndpoint> instances = List.of();

  @Override
  public ServerSelector selector(List<? extends ServerEndpoint> servers) {
    instances = servers;
    return () -> select(servers);
  }

  /** An instance answered that it can do nothing: it is quick at that, and so never busy either. */
  void failed(SocketAddress address) {
    for (ServerEndpoint instance : instances) {
      if (instance.address().equals(address)) {
        ((Load) instance.metrics()).fail();
      }
    }
  }

  @Override
  public InteractionMetrics<?> newMetrics() {
    return new Load();
  }

  private static int select(List<? extends ServerEndpoint> servers) {
    int size = servers.size();
    if (size == 0) {
      return -1;
    }
    int first = ThreadLocalRandom.current().nextInt(size);
    int second = size == 1 ? first : other(first, size);
    return burden(servers.get(first)) <= burden(servers.get(second)) ? first : second;
  }

  private static int other(int first, int size) {
    return (first + 1 + ThreadLocalRandom.current().nextInt(size - 1)) % size;
  }

  private static long burden(ServerEndpoint server) {
    Load load = (Load) server.metrics();
    return load.inFlight.get() + (load.hasFailedLately() ? Integer.MAX_VALUE : 0L);
  }

  /** What one instance has to do for this client. */
  private static final class Load implements InteractionMetrics<AtomicBoolean> {
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long failedNanos = System.nanoTime() - AVOIDED_NANOS;

    void fail() {
      failedNanos = System.nanoTime();
    }

    boolean hasFailedLately() {
      return System.nanoTime() - failedNanos < AVOIDED_NANOS;
    }

    /** The metric of a request says whether it is over, for a failure may come after the end. */
    @Override
    public AtomicBoolean initiateRequest() {
      inFlight.incrementAndGet();
      return new AtomicBoolean();
    }

    @Override
    public void reportFailure(AtomicBoolean over, Throwable failure) {
      if (end(over)) {
        fail();
      }
    }

    @Override
    public void reportResponseEnd(AtomicBoolean over) {
      end(over);
    }

    private boolean end(AtomicBoolean over) {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        inFlight.decrementAndGet();
      }
      return first;
    }
  }
}
