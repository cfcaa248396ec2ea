package io.ecart.analytics;

import io.ecart.runtime.lifecycle.ServiceMain;

/** Starts the analytics service alone. */
public final class AnalyticsMain {

  private AnalyticsMain() {}

  public static void main(String[] args) {
    ServiceMain.run("analytics", AnalyticsConfig::read, AnalyticsVerticle::new);
  }
}
