package io.ecart.runtime.config;

import java.util.List;

/** Every fault found in the settings, in one message. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(List<String> faults) {
    super("Settings are wrong:\n  - " + String.join("\n  - ", faults));
  }
}
