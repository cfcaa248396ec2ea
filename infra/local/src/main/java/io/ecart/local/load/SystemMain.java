package io.ecart.local.load;

import io.ecart.local.LocalMain;
import java.io.IOException;
import java.io.OutputStream;

/** The one-JVM system as a child of another process: it ends when its input does. */
final class SystemMain {
  private SystemMain() {}

  public static void main(String[] args) {
    Thread watch = new Thread(SystemMain::endWithInput, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    LocalMain.main(args);
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
