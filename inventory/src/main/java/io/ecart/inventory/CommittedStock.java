package io.ecart.inventory;

import java.util.Collection;

/** Is told of every stock whose count is another than before, after the change is durable. */
public interface CommittedStock {

  /**
   * @param stocks in their committed state; a later call may tell of an earlier version
   */
  void committed(Collection<Stock> stocks);

  /** The count of any stock may be another, of too many to name. */
  void everything();
}
