package io.ecart.runtime.config;

import java.time.Duration;

/**
 * Where a service listens.
 *
 * @param port API port; 0 takes a free one
 * @param managementPort health and metrics; 0 takes a free one
 * @param host the address to bind
 * @param maxBodyBytes the largest body that is read into memory
 * @param linger how long a stopping service goes on taking requests after it has left discovery,
 *     for those who found it by a name and remember that for a while
 * @param drain how long a stopping service waits for running requests
 */
public record HttpSettings(
    int port, int managementPort, String host, int maxBodyBytes, Duration linger, Duration drain) {

  public static HttpSettings read(Settings settings, int port, int managementPort) {
    return new HttpSettings(
        settings.port("HTTP_PORT", port),
        settings.port("MANAGEMENT_PORT", managementPort),
        settings.text("HTTP_HOST", "0.0.0.0"),
        settings.number("HTTP_MAX_BODY_BYTES", 1_048_576, 1_024, 1_073_741_824),
        settings.duration("HTTP_LINGER", Duration.ZERO),
        settings.duration("HTTP_DRAIN", Duration.ofSeconds(10)));
  }
}
