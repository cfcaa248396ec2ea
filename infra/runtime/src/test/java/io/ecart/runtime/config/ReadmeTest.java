package io.ecart.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.observe.LogSettings;
import io.ecart.runtime.observe.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `ECART_(\\w+)` \\|");

  @Test
  void everySettingOfTheProcessStandsInTheReadme() throws IOException {
    Settings settings = new Settings(Map.of());
    LogSettings.read(settings, Logs.Format.ECS);
    ClusterSettings.read(settings);
    TracingSettings.read(settings);
    Set<String> documented =
        ROW.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(settings.described().keySet()), documented);
  }
}
