package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings table of the README is the truth. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `ECART_([A-Z_]+)` \\|");

  @Test
  void everySettingStandsInTheReadme() throws IOException {
    Settings settings = new Settings(Map.of());
    InventoryConfig.read(settings);
    Set<String> read = new TreeSet<>(settings.described().keySet());
    Set<String> documented = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    assertEquals(read, documented);
  }
}
