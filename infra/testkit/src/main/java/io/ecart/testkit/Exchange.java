package io.ecart.testkit;

/**
 * One request and its answer, as a contract sees them.
 *
 * @param method in capitals
 * @param path without the query
 * @param requestType the media type of the request's body; empty when it has none
 * @param request the request's body; empty when it has none
 * @param answer what came back
 */
public record Exchange(
    String method, String path, String requestType, String request, Answer answer) {

  @Override
  public String toString() {
    return method + " " + path + " -> " + answer.status();
  }
}
