package io.ecart.inventory.http;

import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Outages;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** What a batch answers: a result for each of its items, as if each had been asked for alone. */
final class Results {
  private Results() {}

  /**
   * @param outcomes of the items, in order; all of them have come
   * @param success the result of an item that was done, with its {@code status}
   */
  static <T> Reply of(List<Future<T>> outcomes, Function<T, JsonObject> success) {
    JsonArray results = new JsonArray();
    for (Future<T> outcome : outcomes) {
      results.add(outcome.succeeded() ? success.apply(outcome.result()) : refused(outcome.cause()));
    }
    return Reply.ok(new JsonObject().put("results", results));
  }

  /** The same; a failure when none could be looked at, as the caller may do better elsewhere. */
  static <T> Future<Reply> ofAny(List<Future<T>> outcomes, Function<T, JsonObject> success) {
    return !outcomes.isEmpty() && outcomes.stream().allMatch(Results::isAway)
        ? Future.failedFuture(outcomes.get(0).cause())
        : Future.succeededFuture(of(outcomes, success));
  }

  private static boolean isAway(Future<?> outcome) {
    return outcome.failed() && Outages.isOutage(outcome.cause());
  }

  private static JsonObject refused(Throwable failure) {
    Problem problem =
        failure instanceof Problem known
            ? known
            : Problem.of(ProblemCode.INTERNAL, "The request could not be carried out");
    JsonObject json = Problems.toJson(problem);
    return new JsonObject().put("status", json.getInteger("status")).put("problem", json);
  }
}
