package io.ecart.local.load;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Runs another main program until the process that started this one is gone. */
final class ChildMain {
  private ChildMain() {}

  /**
   * @param args the name of the main class, and its arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(ChildMain::endWithInput, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void endWithInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException parentIsGone) {
      // Whichever way the parent went, there is nobody left to work for.
    }
    System.exit(0);
  }
}
