package io.ecart.inventory;

import java.util.Collection;

/** Is told of every stock that has changed, after the change is durable. */
public interface CommittedStock {

  /**
   * @param stocks in their committed state; a later call may tell of an earlier version
   */
  void committed(Collection<Stock> stocks);

  /** Any stock may have changed, too many to name. */
  void everything();
}
