package io.ecart.local.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short round of {@code scripts/chaos}: what must hold whatever breaks. */
class ChaosIT {
  private static final long FAULT_MS = 1_500;
  private static final long SEED = 1;

  @TempDir Path folder;

  @Test
  void nothingIsOversoldLostStuckOrDoubled() {
    try (World world = new World(folder);
        Drill drill = new Drill(world, new Mischief(world, FAULT_MS, FAULT_MS), SEED)) {
      for (Fault fault : List.of(Fault.FLUSH_REDIS, Fault.CUT_NETWORK, Fault.KILL_SERVICES)) {
        Drill.Round round = drill.run(fault);

        assertEquals(List.of(), round.faults(), fault.label());
        assertTrue(round.orders() > 0, fault.label());
      }
      assertEquals(List.of(), drill.audit());
    }
  }
}
