package io.ecart.local.load;

import io.ecart.runtime.observe.Logs;
import java.nio.file.Path;
import java.util.List;

/** The programs of {@code scripts/load}; README.md there says what each of them does. */
final class LoadMain {
  private LoadMain() {}

  /**
   * @param args the name of a load, and options
   */
  public static void main(String[] args) {
    try {
      List<String> all = List.of(args);
      LoadOptions options = LoadOptions.parse(all.subList(1, all.size()));
      Path out = Path.of(options.text("out"));
      out.toFile().mkdirs();
      Logs.use(Logs.Format.TEXT, "load", out.resolve("load.log"));
      boolean sound = Loads.run(all.get(0), options);
      System.exit(sound ? 0 : 1);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The load cannot be run: " + e.getMessage());
      System.exit(2);
    }
  }
}
