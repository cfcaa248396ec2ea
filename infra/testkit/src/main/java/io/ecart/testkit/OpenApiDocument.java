package io.ecart.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document as a tree, and what can be found in it. */
final class OpenApiDocument {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  private final JsonNode root;
  private final List<Operation> operations;

  private OpenApiDocument(JsonNode root) {
    this.root = root;
    this.operations = operations(root);
  }

  static OpenApiDocument read(Path file) {
    try {
      return new OpenApiDocument(new YAMLMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Such as {@code 3.1.0}. */
  String version() {
    return root.path("openapi").asText();
  }

  List<Operation> operations() {
    return operations;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** The operation behind a real path; of several that match, the one with fewest placeholders. */
  @Nullable Operation find(String method, String path) {
    return operations.stream()
        .filter(each -> each.method().equals(method) && matches(each.path(), path))
        .min(Comparator.comparingLong(each -> each.path().chars().filter(c -> c == '{').count()))
        .orElse(null);
  }

  /** Where the response to a status is described: by number, by class (2XX), or by default. */
  @Nullable String responsePointer(Operation operation, int status) {
    String responses = operation.pointer() + "/responses/";
    for (String name : List.of("" + status, status / 100 + "XX", "default")) {
      if (!root.at(responses + name).isMissingNode()) {
        return resolve(responses + name);
      }
    }
    return null;
  }

  /** Where the request's body is described; none when it is not. */
  @Nullable String requestPointer(Operation operation) {
    String body = operation.pointer() + "/requestBody";
    return root.at(body).isMissingNode() ? null : resolve(body);
  }

  /** A name as one step of a JSON pointer. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private String resolve(String pointer) {
    JsonNode target = root.at(pointer).path("$ref");
    return target.isMissingNode() ? pointer : resolve(target.asText().substring(1));
  }

  private static List<Operation> operations(JsonNode root) {
    String base = base(root.path("servers").path(0).path("url").asText());
    List<Operation> found = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            found.add(operation(base, path.getKey(), method));
                          }
                        }));
    return List.copyOf(found);
  }

  private static Operation operation(String base, String path, String method) {
    String pointer = "/paths/" + escape(path) + "/" + method;
    return new Operation(method.toUpperCase(Locale.ROOT), base + path, pointer);
  }

  /** The path of a server's URL, without a slash at the end. */
  private static String base(String url) {
    String path = url.isEmpty() || url.contains("{") ? "" : URI.create(url).getPath();
    return path == null ? "" : path.replaceAll("/+$", "");
  }

  private static boolean matches(String template, String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : template.split("(?=\\{)|(?<=})")) {
      regex.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return path.matches(regex.toString());
  }
}
