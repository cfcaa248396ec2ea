package io.ecart.inventory;

import io.vertx.core.json.JsonObject;

/**
 * A place where goods are.
 *
 * @param priority places with a smaller number are taken from first
 * @param active whether its goods are sold
 */
public record Location(String code, String name, int priority, boolean active, long version) {
  public static final int DEFAULT_PRIORITY = 100;

  /** The same place as it is to be from now on; of the next version, if anything is another. */
  public Location with(String otherName, int otherPriority, boolean isActive) {
    Location same = new Location(code, otherName, otherPriority, isActive, version);
    return same.equals(this)
        ? this
        : new Location(code, otherName, otherPriority, isActive, version + 1);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("code", code)
        .put("name", name)
        .put("priority", priority)
        .put("active", active)
        .put("version", version);
  }
}
