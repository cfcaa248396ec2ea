package io.ecart.runtime.discovery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;
import io.vertx.servicediscovery.types.HttpEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of every service, kept in the Vert.x service discovery. An instance publishes its
 * record when it is ready and withdraws it before it stops. Readers see a snapshot that follows the
 * announcements, so that choosing an instance costs no call.
 *
 * <p>In a cluster a node can die without withdrawing anything, and the discovery itself never
 * notices. So every reader leaves out records of nodes that are not members, and the oldest member
 * removes those that are still there at its next look; an instance that finds its own record gone,
 * because the others could not see it for a while, publishes itself anew.
 */
public final class Registry {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final long REFRESH_MS = 2_000;
  private static final String NODE = "node";
  private static final String LOCAL = "local";

  private final Vertx vertx;
  private final ServiceDiscovery discovery;
  private Map<String, List<SocketAddress>> instances = Map.of();
  private Set<String> suspects = Set.of();
  private @Nullable Record own;
  private int looksWithoutOwn;
  private long refreshing;
  private @Nullable Future<Void> look;
  private boolean lookAgain;

  public Registry(Vertx vertx) {
    this(vertx, ServiceDiscovery.create(vertx));
  }

  Registry(Vertx vertx, ServiceDiscovery discovery) {
    this.vertx = vertx;
    this.discovery = discovery;
  }

  /** Begins to follow the records; ends with the first snapshot. */
  public Future<Void> start() {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            ServiceDiscoveryOptions.DEFAULT_ANNOUNCE_ADDRESS, announced -> refresh());
    refreshing = vertx.setPeriodic(REFRESH_MS, tick -> refresh());
    return refresh();
  }

  /** Makes this instance known; to be called once it can take requests. */
  public Future<Void> publish(String service, String host, int port) {
    JsonObject metadata = new JsonObject().put(NODE, nodeId());
    return discovery
        .publish(HttpEndpoint.createRecord(service, host, port, "/", metadata))
        .onSuccess(record -> own = record)
        .mapEmpty();
  }

  /** Takes this instance's record away; to be called before it stops taking requests. */
  public Future<Void> withdraw() {
    Record record = own;
    own = null;
    return record == null
        ? Future.succeededFuture()
        : discovery.unpublish(record.getRegistration());
  }

  public Future<Void> stop() {
    vertx.cancelTimer(refreshing);
    return withdraw().otherwiseEmpty().onComplete(done -> discovery.close());
  }

  /** The instances of a service that are known now, else those known last; empty before. */
  public List<SocketAddress> instancesOf(String service) {
    return instances.getOrDefault(service, List.of());
  }

  /**
   * One look at a time. While the cluster does not answer, as when its members part, each would keep
   * a worker thread, and soon all of them: events are sent on those, too.
   */
  private Future<Void> refresh() {
    Future<Void> running = look;
    if (running != null) {
      lookAgain = true;
      return running;
    }
    Future<Void> begun = look();
    look = begun;
    return begun.onComplete(done -> looked());
  }

  private void looked() {
    look = null;
    if (lookAgain) {
      lookAgain = false;
      refresh();
    }
  }

  private Future<Void> look() {
    return discovery
        .getRecords(record -> true)
        .onSuccess(this::remember)
        .onFailure(e -> LOG.warn("The service records cannot be read: {}", e.toString()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private void remember(List<Record> records) {
    List<String> members = members();
    Map<String, List<SocketAddress>> fresh = new HashMap<>();
    Set<String> orphans = new HashSet<>();
    for (Record record : records) {
      String node = record.getMetadata().getString(NODE, LOCAL);
      if (members.isEmpty() || members.contains(node)) {
        fresh.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(address(record));
      } else {
        orphans.add(record.getRegistration());
      }
    }
    // Without a record of any, those known last may still be there: who is parted from the cluster
    // for a moment sees nobody.
    instances.forEach(fresh::putIfAbsent);
    instances = fresh;
    if (!members.isEmpty() && members.get(0).equals(nodeId())) {
      removeTwiceSeen(orphans);
    }
    publishAgainIfLost(records);
  }

  private static SocketAddress address(Record record) {
    JsonObject location = record.getLocation();
    return SocketAddress.inetSocketAddress(location.getInteger("port"), location.getString("host"));
  }

  /** At its first sight an orphan may belong to a node that is just joining. */
  private void removeTwiceSeen(Set<String> orphans) {
    for (String registration : orphans) {
      if (suspects.contains(registration)) {
        LOG.info("Removing the record {} of a node that is gone", registration);
        discovery
            .unpublish(registration)
            .onFailure(e -> LOG.debug("Already removed: {}", e.toString()));
      }
    }
    suspects = orphans;
  }

  private void publishAgainIfLost(List<Record> records) {
    Record record = own;
    if (record == null || records.stream().anyMatch(r -> isOwn(r, record))) {
      looksWithoutOwn = 0;
      return;
    }
    looksWithoutOwn++;
    if (looksWithoutOwn < 2) {
      // A look that began before this instance was published cannot have seen it.
      return;
    }
    LOG.info("The record of this instance is gone; publishing it again");
    own = null;
    publish(record.getName(), record.getLocation().getString("host"), address(record).port())
        .onFailure(
            e -> {
              LOG.warn("Not published: {}", e.toString());
              own = record;
            });
  }

  private boolean isOwn(Record found, Record record) {
    return record.getRegistration().equals(found.getRegistration())
        && nodeId().equals(found.getMetadata().getString(NODE));
  }

  /** The cluster's nodes, the oldest first; empty without a cluster. */
  private List<String> members() {
    ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
    return cluster == null ? List.of() : cluster.getNodes();
  }

  private String nodeId() {
    ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
    return cluster == null ? LOCAL : cluster.getNodeId();
  }
}
