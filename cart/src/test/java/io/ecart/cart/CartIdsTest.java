package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CartIdsTest {
  private static final long NOW = 1_770_000_000_123L;
  private final CartIds ids = new CartIds(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

  @Test
  void idsAreOfVersionSevenAndBearTheTime() {
    UUID id = UUID.fromString(ids.next());
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(NOW, id.getMostSignificantBits() >>> 16);
  }

  @Test
  void idsOfOneMillisecondDifferInAllTheirRandomBits() {
    Set<String> seen = new HashSet<>();
    long or = 0;
    long and = -1;
    for (int i = 0; i < 10_000; i++) {
      String id = ids.next();
      assertTrue(seen.add(id));
      long low = UUID.fromString(id).getLeastSignificantBits();
      or |= low;
      and &= low;
    }
    // Every bit but the two of the variant has been both 0 and 1.
    assertEquals(0x3fff_ffff_ffff_ffffL, or & ~and);
  }

  @Test
  void onlyIdsAreIds() {
    assertTrue(CartIds.isId(ids.next()));
    for (String other : new String[] {"", "mine", "*", ids.next() + "x", "{cart}:outbox"}) {
      assertFalse(CartIds.isId(other), other);
    }
  }
}
