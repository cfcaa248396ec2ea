package io.ecart.runtime.http;

/**
 * Names one request of one caller.
 *
 * @param caller the subject, or for guests the path they call, and where all guests know it their
 *     address
 * @param key what the client sent, 1-255 characters
 * @param requestHash SHA-256 of method, path and body, as hex: tells a repeat from a misuse
 * @param path of the request: what a stored refusal says it was about
 * @param traceId the trace that the request belongs to, which a stored refusal names too
 */
public record IdempotencyKey(
    String caller, String key, String requestHash, String path, String traceId) {}
