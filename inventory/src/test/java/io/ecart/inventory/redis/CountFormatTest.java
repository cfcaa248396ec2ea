package io.ecart.inventory.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.inventory.Count;
import io.ecart.inventory.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountFormatTest {
  private static final Count COUNT = new Count(-3, new Limits(0, 2, 5), 17);

  @Test
  void whatIsWrittenIsRead() {
    assertEquals("17 -3 2 5", CountFormat.write(COUNT));
    assertEquals(COUNT, read("abc " + CountFormat.write(COUNT)));
  }

  @Test
  void anotherFillingIsNothing() {
    assertNull(read("abcd 17 -3 2 5"));
    assertNull(read("xyz 17 -3 2 5"));
    assertNull(read("abc"));
    assertNull(CountFormat.read(null, "abc"));
  }

  private static Count read(String stored) {
    return CountFormat.read(stored.getBytes(StandardCharsets.US_ASCII), "abc");
  }
}
