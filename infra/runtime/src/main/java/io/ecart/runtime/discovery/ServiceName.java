package io.ecart.runtime.discovery;

import io.vertx.core.net.Address;

/** Names a service as the target of a request; the resolver turns it into instances. */
record ServiceName(String name) implements Address {}
