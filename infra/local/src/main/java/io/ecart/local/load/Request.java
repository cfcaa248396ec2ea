package io.ecart.local.load;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request of a load.
 *
 * @param method in capitals
 * @param path with its query
 * @param body JSON; empty for none
 */
record Request(String method, String path, String body) {

  static Request get(String path) {
    return new Request("GET", path, "");
  }

  static Request post(String path, String body) {
    return new Request("POST", path, body);
  }

  /**
   * Requests that are sent over and over.
   *
   * @param headers what each of them carries
   * @param requests sent in this order, by every connection from another place
   */
  record Batch(Map<String, String> headers, List<Request> requests) {

    /** The file that {@code requests.lua} reads. */
    String toFile() {
      String first =
          headers.entrySet().stream()
              .map(header -> header.getKey() + ": " + header.getValue())
              .collect(Collectors.joining("\t"));
      return requests.stream()
          .map(r -> r.method() + "\t" + r.path() + "\t" + r.body())
          .collect(Collectors.joining("\n", first + "\n", "\n"));
    }
  }
}
