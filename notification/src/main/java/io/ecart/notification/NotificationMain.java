package io.ecart.notification;

import io.ecart.runtime.lifecycle.ServiceMain;

/** Starts the notification service as a process of its own. */
public final class NotificationMain {
  private NotificationMain() {}

  public static void main(String[] args) {
    ServiceMain.run("notification", NotificationConfig::read, NotificationVerticle::new);
  }
}
