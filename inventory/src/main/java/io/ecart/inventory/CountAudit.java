package io.ecart.inventory;

import io.vertx.core.Future;
import java.util.List;

/** Holds the hot counts against the levels. */
@FunctionalInterface
public interface CountAudit {

  /** Counts that are wrong, not merely a moment behind; at most a thousand. */
  Future<List<Drift>> counts();
}
