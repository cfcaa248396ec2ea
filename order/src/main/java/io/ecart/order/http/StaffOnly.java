package io.ecart.order.http;

import io.ecart.order.NewOrder;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What only staff and other services say in a request that others may make too: they agree on
 * prices, order for others, tell of the past. Anybody else is refused with {@code forbidden}, and
 * learns of all such fields at once.
 */
final class StaffOnly {
  private static final String OCCURRED_AT = "occurredAt";

  private StaffOnly() {}

  static void check(Caller caller, NewOrder wanted) {
    List<FieldError> faults = new ArrayList<>();
    if (wanted.customerId() != null && !wanted.customerId().equals(caller.subject())) {
      faults.add(fault("/customerId", "Only staff order for others"));
    }
    for (int i = 0; i < wanted.lines().size(); i++) {
      if (wanted.lines().get(i).unitPrice() != null) {
        faults.add(fault("/lines/" + i + "/unitPrice", "Only staff agree on prices"));
      }
    }
    faults.addAll(untimely(wanted.metadata()));
    require(caller, faults);
  }

  static void check(Caller caller, JsonObject metadata) {
    require(caller, untimely(metadata));
  }

  /** A time of one's own moves what happened into any past of the shop's figures. */
  private static List<FieldError> untimely(JsonObject metadata) {
    return metadata.containsKey(OCCURRED_AT)
        ? List.of(fault("/metadata/" + OCCURRED_AT, "Only staff say when a thing happened"))
        : List.of();
  }

  private static FieldError fault(String pointer, String detail) {
    return new FieldError(pointer, "forbidden", detail);
  }

  private static void require(Caller caller, List<FieldError> faults) {
    if (!faults.isEmpty() && !caller.mayActForOthers()) {
      throw Problem.of(ProblemCode.FORBIDDEN, "This needs another role", faults);
    }
  }
}
