package io.ecart.testkit;

/**
 * One operation of a contract.
 *
 * @param method in capitals
 * @param path the full path with placeholders, such as {@code /api/v1/orders/{id}}
 * @param pointer where it stands in the document, as a JSON pointer
 */
record Operation(String method, String path, String pointer) {

  @Override
  public String toString() {
    return method + " " + path;
  }
}
