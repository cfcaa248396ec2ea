package io.ecart.cart.redis;

import static io.ecart.cart.CartLimits.MAX_QUANTITY;
import static io.ecart.cart.CartLimits.MAX_TOTAL;

import io.ecart.cart.Visit;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what scripts say into problems. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  /** Redis is there but cannot work: full, still loading, or a replica. */
  private static final Set<String> OUTAGES =
      Set.of("OOM", "LOADING", "READONLY", "MASTERDOWN", "BUSY", "MISCONF", "CLUSTERDOWN");

  /** First words of the answers that are no refusals. */
  private static final Set<String> ACCEPTED = Set.of("ok", "new", "changed");

  private Replies() {}

  static <T> Future<T> outage(Throwable failure) {
    if (failure instanceof ErrorType error && isOutage(error)) {
      LOG.warn("Redis refuses to work: {}", error.getMessage());
      return Problem.unavailable("Carts cannot be changed right now").future();
    }
    return Future.failedFuture(failure);
  }

  /** Redis 6 wraps what stops a script into an error of its own. */
  private static boolean isOutage(ErrorType error) {
    String message = String.valueOf(error.getMessage());
    return OUTAGES.stream().anyMatch(word -> error.is(word) || message.contains("-" + word + " "));
  }

  static Response accepted(@Nullable Response answer, Visit visit) {
    if (answer == null) {
      throw new IllegalStateException("A cart script answered nothing");
    }
    String word = answer.get(0).toString();
    if (!ACCEPTED.contains(word)) {
      throw refusal(word, answer, visit);
    }
    return answer;
  }

  private static Problem refusal(String word, Response answer, Visit visit) {
    return switch (word) {
      case "none" -> Problem.notFound("cart " + visit.cartId());
      case "stale" -> Problem.of(ProblemCode.VERSION_MISMATCH, "The cart has changed meanwhile");
      case "unpriced" -> Problem.unavailable("The catalogue cannot be asked for a price");
      case "quantity" -> tooMuch("One line holds at most " + MAX_QUANTITY + " pieces");
      case "total" -> tooMuch("A cart costs at most " + MAX_TOTAL + " minor units in all");
      case "longline" ->
          Problem.illegalState(
              "Together " + answer.get(1) + " would be more than " + MAX_QUANTITY + " pieces");
      case "dear" ->
          Problem.illegalState(
              "Together the carts would cost more than " + MAX_TOTAL + " minor units");
      case "full" -> Problem.illegalState("The cart has as many lines as it can hold");
      case "currency" -> Problem.illegalState("All lines of this cart are in " + answer.get(1));
      case "nosource" -> Problem.of(ProblemCode.NOT_FOUND, "There is no cart to merge from");
      case "owned" -> Problem.illegalState("A customer's cart is not merged into a guest's");
      case "busy" -> Problem.illegalState("The other cart is being checked out");
      default -> throw new IllegalStateException("A cart script answered " + word);
    };
  }

  private static Problem tooMuch(String detail) {
    return Problem.invalid("/quantity", "range", detail);
  }
}
