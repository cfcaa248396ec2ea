package io.ecart.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a service against its {@code openapi.yaml} (OpenAPI 3.0 or 3.1): its routes, and exchanges
 * that {@link HttpProbe} recorded. All faults are reported together.
 */
public final class ContractChecker {
  private static final String TAG = "ETag";
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final OpenApiDocument document;
  private final Schemas schemas;

  private ContractChecker(OpenApiDocument document, Schemas schemas) {
    this.document = document;
    this.schemas = schemas;
  }

  /**
   * @param openApi the document, such as {@code api/openapi.yaml} of a module
   */
  public static ContractChecker of(Path openApi) {
    OpenApiDocument document = OpenApiDocument.read(openApi);
    return new ContractChecker(document, Schemas.ofOpenApi(openApi, document.version()));
  }

  /**
   * Checks an event or an example of one against its JSON Schema.
   *
   * @throws AssertionError that names all faults
   */
  public static void requireValid(Path schema, JsonObject event) {
    Set<ValidationMessage> faults = Schemas.ofJsonSchema(schema).validate("", event.encode());
    failOn(faults.stream().map(ValidationMessage::getMessage).toList());
  }

  /**
   * Checks that the routes and the documented operations are the same.
   *
   * @param routes such as {@code GET /api/v1/orders/:id} or {@code GET /api/v1/orders/{id}}
   * @throws AssertionError that names every route without an operation and the other way round
   */
  public void requireRoutes(Collection<String> routes) {
    Set<String> served = new TreeSet<>();
    routes.forEach(route -> served.add(normal(route)));
    Set<String> documented = new TreeSet<>();
    document.operations().forEach(operation -> documented.add(normal(operation.toString())));
    List<String> faults = new ArrayList<>();
    served.stream()
        .filter(each -> !documented.contains(each))
        .forEach(each -> faults.add("not documented: " + each));
    documented.stream()
        .filter(each -> !served.contains(each))
        .forEach(each -> faults.add("not served: " + each));
    failOn(faults);
  }

  /**
   * Checks that each exchange is one that the document allows: path, method, status, content type,
   * bodies, and the header {@code ETag}.
   *
   * @throws AssertionError that names all faults
   */
  public void requireAll(Collection<Exchange> exchanges) {
    List<String> faults = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      faultsOf(exchange).forEach(fault -> faults.add(exchange + ": " + fault));
    }
    failOn(faults);
  }

  /** The documented operations that none of the exchanges was about. */
  public List<String> untouched(Collection<Exchange> exchanges) {
    Set<Operation> touched = new HashSet<>();
    for (Exchange exchange : exchanges) {
      Operation operation = document.find(exchange.method(), exchange.path());
      if (operation != null) {
        touched.add(operation);
      }
    }
    return document.operations().stream()
        .filter(operation -> !touched.contains(operation))
        .map(Operation::toString)
        .toList();
  }

  /**
   * Checks that a caller is turned away everywhere but at these operations.
   *
   * @param status how: 401 or 403
   * @param open such as {@code GET /api/v1/orders/{id}}; nothing is sent to them
   * @throws AssertionError that names every operation that lets the caller in
   */
  public void requireClosed(HttpProbe caller, int status, Collection<String> open) {
    List<String> closed = new ArrayList<>(untouched(List.of()));
    List<String> faults = new ArrayList<>();
    open.stream().filter(each -> !closed.remove(each)).forEach(each -> faults.add("no " + each));
    for (String operation : closed) {
      String[] parts = operation.split(" ");
      String path = parts[1].replaceAll("\\{[^}]+}", "x");
      int answered = caller.knock(parts[0], path);
      if (answered != status) {
        faults.add(operation + " answers " + answered);
      }
    }
    failOn(faults);
  }

  private List<String> faultsOf(Exchange exchange) {
    int status = exchange.answer().status();
    Operation operation = document.find(exchange.method(), exchange.path());
    if (operation == null) {
      boolean rightlyRefused = status == NOT_FOUND || status == METHOD_NOT_ALLOWED;
      return rightlyRefused ? List.of() : List.of("no such operation in the document");
    }
    String response = document.responsePointer(operation, status);
    if (response == null) {
      return List.of("status " + status + " is not documented");
    }
    List<String> faults = new ArrayList<>(answerFaults(exchange.answer(), response));
    faults.addAll(headerFaults(exchange.answer(), response));
    if (status < 300 && !exchange.request().isEmpty()) {
      faults.addAll(requestFaults(exchange, document.requestPointer(operation)));
    }
    return faults;
  }

  private List<String> answerFaults(Answer answer, String response) {
    JsonNode content = document.at(response).path("content");
    if (answer.text().isEmpty()) {
      boolean bodyIsDue = !content.isEmpty() && answer.status() != 304;
      return bodyIsDue ? List.of("the body is missing") : List.of();
    }
    return bodyFaults("answer", response, answer.contentType(), answer.text());
  }

  /** Other headers that a document names come only at times. */
  private List<String> headerFaults(Answer answer, String response) {
    boolean isDue = document.at(response).path("headers").has(TAG);
    return isDue && answer.header(TAG) == null
        ? List.of("the header " + TAG + " is missing")
        : List.of();
  }

  private List<String> requestFaults(Exchange exchange, @Nullable String request) {
    return request == null
        ? List.of("a request body is not documented")
        : bodyFaults("request", request, exchange.requestType(), exchange.request());
  }

  private List<String> bodyFaults(String which, String owner, String type, String body) {
    JsonNode content = document.at(owner).path("content");
    if (!content.has(type)) {
      return List.of(which + " type " + type + " is not documented");
    }
    boolean isJson = type.equals("application/json") || type.endsWith("+json");
    if (!isJson || !content.path(type).has("schema")) {
      return List.of();
    }
    String schema = owner + "/content/" + OpenApiDocument.escape(type) + "/schema";
    return schemas.validate(schema, body).stream()
        .map(fault -> which + " " + fault.getMessage())
        .toList();
  }

  /** Names of path parameters do not matter, nor does how a router marks them. */
  private static String normal(String route) {
    return route.replaceAll("\\{[^}]+}", "{}").replaceAll("(?<=/):[A-Za-z_][A-Za-z0-9_]*", "{}");
  }

  private static void failOn(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new AssertionError(
          faults.size() + " faults against the contract:\n" + String.join("\n", faults));
    }
  }
}
