package io.ecart.notification.webhook;

import io.ecart.notification.TargetGuard;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Where webhooks may go. Names are resolved here, and delivery then connects to the very address
 * that was looked at: a name that changes its mind in between gains nothing.
 */
public final class Targets implements TargetGuard {
  private static final long RESOLVE_SECONDS = 3;

  /** Finds the addresses of a name; blocks. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Vertx vertx;
  private final boolean allowPrivate;
  private final Resolver resolver;

  /**
   * @param allowPrivate whether loopback and private addresses are fine, as on a developer's
   * machine
   */
  public Targets(Vertx vertx, boolean allowPrivate) {
    this(vertx, allowPrivate, InetAddress::getAllByName);
  }

  Targets(Vertx vertx, boolean allowPrivate, Resolver resolver) {
    this.vertx = vertx;
    this.allowPrivate = allowPrivate;
    this.resolver = resolver;
  }

  /** A name that cannot be resolved right now is let in: every delivery looks again. */
  @Override
  public Future<Void> check(String url) {
    return resolve(url)
        .<Void>mapEmpty()
        .recover(
            failure ->
                failure instanceof ForbiddenTarget
                    ? Problem.invalid(
                            "/url", "target", "url leads to a private or loopback address")
                        .future()
                    : Future.succeededFuture());
  }

  /**
   * The address to connect to.
   *
   * @return fails with {@link ForbiddenTarget}, or with what resolving failed with
   */
  Future<InetAddress> resolve(String url) {
    String host = host(url);
    if (!allowPrivate && PrivateName.is(host)) {
      return Future.failedFuture(new ForbiddenTarget());
    }
    return addresses(host)
        .compose(
            addresses ->
                allowed(addresses)
                    ? Future.succeededFuture(addresses[0])
                    : Future.failedFuture(new ForbiddenTarget()));
  }

  private boolean allowed(InetAddress[] addresses) {
    return allowPrivate || Arrays.stream(addresses).allMatch(PublicAddress::is);
  }

  private Future<InetAddress[]> addresses(String host) {
    return vertx
        .executeBlocking(() -> resolver.addresses(host), false)
        .timeout(RESOLVE_SECONDS, TimeUnit.SECONDS);
  }

  private static String host(String url) {
    return String.valueOf(URI.create(url).getHost());
  }

  /** The name of a webhook leads where none may go. */
  static final class ForbiddenTarget extends Exception {
    ForbiddenTarget() {
      super("The URL leads to a private or loopback address", null, false, false);
    }
  }
}
