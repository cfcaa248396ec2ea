package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

  @Test
  void theOldestAreForgotten() {
    RecentIds ids = new RecentIds();
    UUID first = Ids.next();
    ids.add(first);
    assertTrue(ids.contains(first));
    for (int i = 0; i < 50_000; i++) {
      ids.add(Ids.next());
    }
    assertFalse(ids.contains(first));
  }
}
