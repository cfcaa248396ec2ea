package io.ecart.runtime.lifecycle;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/**
 * What a process gives to the service in it. Whether the process is one of many or holds all
 * services, the service does not know.
 *
 * @param clock the time
 * @param metrics where meters are registered
 * @param advertisedHost the address under which other processes reach this one
 */
public record ServiceHost(Clock clock, PrometheusMeterRegistry metrics, String advertisedHost) {}
