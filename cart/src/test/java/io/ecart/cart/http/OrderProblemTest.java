package io.ecart.cart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class OrderProblemTest {

  @Test
  void pointersAreThoseOfTheCart() {
    assertEquals("/items/3/sku", OrderProblem.pointer("/lines/3/sku"));
    assertEquals("/items", OrderProblem.pointer("/lines"));
    assertEquals("/email", OrderProblem.pointer("/contact/email"));
    assertEquals("/shippingAddress/city", OrderProblem.pointer("/shippingAddress/city"));
    assertEquals("/expectedTotal", OrderProblem.pointer("/expectedTotal"));
  }

  @Test
  void detailNamesFieldsOfTheCartToo() {
    assertEquals(
        "Wrong: /items/0/sku, /items, /email, /shippingAddress/city",
        detail("Wrong: /lines/0/sku, /lines, /contact/email, /shippingAddress/city"));
    assertEquals("The product a/lines/b is $1 draft", detail("The product a/lines/b is $1 draft"));
  }

  private static String detail(String ofOrder) {
    JsonObject problem = answer(422, "invalid_request").put("detail", ofOrder);
    return OrderProblem.of(new Answer(422, problem)).detail();
  }

  @Test
  void codesAndFurtherMembersAreKept() {
    JsonObject error =
        new JsonObject()
            .put("pointer", "/lines/0")
            .put("code", "insufficient_stock")
            .put("detail", "too few")
            .put("available", 1);
    Problem problem =
        OrderProblem.of(
            new Answer(
                409, answer(409, "insufficient_stock").put("errors", new JsonArray().add(error))));
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, problem.code());
    assertEquals(error.copy().put("pointer", "/items/0"), problem.errors().get(0).toJson());
  }

  @Test
  void codeAndStatusTogetherNameTheProblem() {
    assertEquals(
        ProblemCode.UNREADABLE,
        OrderProblem.of(new Answer(400, answer(400, "invalid_request"))).code());
    assertEquals(
        ProblemCode.INVALID_REQUEST,
        OrderProblem.of(new Answer(422, answer(422, "invalid_request"))).code());
    assertEquals(
        ProblemCode.ILLEGAL_STATE, OrderProblem.of(new Answer(418, answer(418, "teapot"))).code());
  }

  private static JsonObject answer(int status, String code) {
    return new JsonObject().put("status", status).put("code", code);
  }
}
