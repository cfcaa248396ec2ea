package io.ecart.cart.http;

import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes a problem of the order service on, in terms of the cart: line 2 of the order is item 2 of
 * the cart, and the contact's fields stand at the top of the checkout's body.
 */
final class OrderProblem {
  private static final Pattern POINTER = Pattern.compile("(?<!\\S)/[\\w/]+");

  private OrderProblem() {}

  static Problem of(Answer answer) {
    JsonObject body = answer.body();
    ProblemCode code = code(answer.status(), body.getString("code", ""));
    JsonArray errors = body.getJsonArray("errors", new JsonArray());
    List<FieldError> mapped = new ArrayList<>(errors.size());
    for (int i = 0; i < errors.size(); i++) {
      mapped.add(mapped(errors.getJsonObject(i)));
    }
    return Problem.of(code, detail(body.getString("detail", "The order was refused")), mapped);
  }

  private static ProblemCode code(int status, String wire) {
    for (ProblemCode code : ProblemCode.values()) {
      if (code.wire().equals(wire) && Problems.statusOf(code) == status) {
        return code;
      }
    }
    return ProblemCode.ILLEGAL_STATE;
  }

  private static FieldError mapped(JsonObject error) {
    JsonObject extra = error.copy();
    extra.remove("pointer");
    extra.remove("code");
    extra.remove("detail");
    return new FieldError(
        pointer(error.getString("pointer", "")),
        error.getString("code", "invalid"),
        error.getString("detail", ""),
        extra);
  }

  /** A detail may name fields as well: {@code Wrong: /lines/0/sku, /contact/email}. */
  private static String detail(String ofOrder) {
    return POINTER
        .matcher(ofOrder)
        .replaceAll(found -> Matcher.quoteReplacement(pointer(found.group())));
  }

  static String pointer(String ofOrder) {
    if (ofOrder.equals("/lines") || ofOrder.startsWith("/lines/")) {
      return "/items" + ofOrder.substring("/lines".length());
    }
    return ofOrder.startsWith("/contact/") ? ofOrder.substring("/contact".length()) : ofOrder;
  }
}
