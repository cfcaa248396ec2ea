package io.ecart.inventory.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.inventory.Count;
import io.ecart.inventory.Limits;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UntoldCountsTest {
  private final UntoldCounts untold = new UntoldCounts();

  @Test
  void theNewestOfEachSkuIsKeptInWhateverOrderTheyCome() {
    assertTrue(untold.keep(Map.of("A", count(2), "B", count(1))));
    assertTrue(untold.keep(Map.of("A", count(1), "B", count(2))));
    assertEquals(Map.of("A", count(2), "B", count(2)), untold.take());
    assertTrue(untold.isEmpty());
  }

  /** Whoever is told so gives up the whole filling. */
  @Test
  void tooManyAreForgotten() {
    Map<String, Count> many =
        IntStream.range(0, 20_000)
            .mapToObj(Integer::toString)
            .collect(Collectors.toMap(Function.identity(), sku -> count(1)));
    assertTrue(untold.keep(many));
    assertFalse(untold.keep(Map.of("A", count(1))));
    assertTrue(untold.isEmpty());
  }

  private static Count count(long version) {
    return new Count(5, Limits.NONE, version);
  }
}
