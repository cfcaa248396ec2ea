package io.ecart.product;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product becoming another.
 *
 * @param before null for a new product
 * @param after what it is from now on
 */
public record Change(@Nullable Product before, Product after) {
  /** The topic of the events. */
  public static final String TOPIC = "product.events";

  /** Whether there is nothing to write and nothing to tell. */
  public boolean isEmpty() {
    return after.equals(before);
  }

  /** What it is told as, in order; each event carries the whole product. */
  public List<Event> events() {
    if (before == null) {
      return List.of(event("product.created"));
    }
    List<Event> events = new ArrayList<>(2);
    Details was = before.details();
    Details is = after.details();
    boolean archived =
        is.status() == ProductStatus.ARCHIVED && was.status() != ProductStatus.ARCHIVED;
    boolean repriced = !is.price().equals(was.price());
    if (repriced) {
      events.add(priceChanged(was.price()));
    }
    if (archived) {
      events.add(event("product.archived"));
    } else if (!repriced || !is.equals(was.at(is.price()))) {
      events.add(event("product.updated"));
    }
    return events;
  }

  private Event priceChanged(Money previous) {
    Event event = event("product.price-changed");
    event.data().put("previousPrice", previous.toJson());
    return event;
  }

  private Event event(String name) {
    JsonObject data = new JsonObject().put("product", after.toJson());
    return Event.of("product", name, after.sku(), after.updatedAt(), data);
  }
}
