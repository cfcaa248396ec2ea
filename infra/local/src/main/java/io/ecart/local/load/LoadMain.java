package io.ecart.local.load;

import io.ecart.local.demo.ShopGoneException;
import io.ecart.runtime.observe.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs of {@code scripts/load}; README.md there says what each of them does. */
final class LoadMain {
  private LoadMain() {}

  /**
   * @param args the name of a load, and options
   */
  public static void main(String[] args) throws IOException {
    List<String> all = List.of(args);
    if (all.isEmpty() || all.contains("--help")) {
      System.out.println(LoadOptions.USAGE);
      return;
    }
    try {
      LoadOptions options = LoadOptions.parse(all.subList(1, all.size()));
      Path out = Files.createDirectories(Path.of(options.text("out")));
      Logs.use(Logs.Format.TEXT, "load", out.resolve("load.log"));
      boolean sound = Loads.run(all.get(0), options);
      System.exit(sound ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("The load cannot be run: " + e.getMessage() + "\n" + LoadOptions.USAGE);
    } catch (IllegalStateException | ShopGoneException e) {
      System.err.println("The load cannot be run: " + e.getMessage());
    }
    System.exit(2);
  }
}
