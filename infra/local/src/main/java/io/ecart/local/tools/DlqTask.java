package io.ecart.local.tools;

import java.util.List;

/**
 * What is to be done with dead letters.
 *
 * @param command {@code list}, {@code show} or {@code replay}
 * @param topic the topic of dead letters; empty for all, which only {@code list} may mean
 * @param id of the one event that is meant; empty for all
 */
record DlqTask(String command, String topic, String id) {
  private static final String SUFFIX = ".dlq";

  /**
   * @throws IllegalArgumentException when it cannot be told what is to be done with which topic
   */
  static DlqTask of(Arguments arguments) {
    List<String> words = arguments.words();
    String command = words.isEmpty() ? "" : words.get(0);
    if (!List.of("list", "show", "replay").contains(command)) {
      throw new IllegalArgumentException(
          command.isEmpty() ? "What is to be done?" : "Unknown command " + command);
    }
    if (words.size() == 1 && !command.equals("list")) {
      throw new IllegalArgumentException("Which topic is to be " + past(command) + "?");
    }
    if (words.size() > 2) {
      throw new IllegalArgumentException("One topic at a time, not also " + words.get(2));
    }
    String topic = words.size() == 1 ? "" : withSuffix(words.get(1));
    return new DlqTask(command, topic, arguments.text("--id", ""));
  }

  private static String past(String command) {
    return command.equals("show") ? "shown" : "replayed";
  }

  /** {@code order.events} is as good as {@code order.events.dlq}. */
  private static String withSuffix(String name) {
    return name.endsWith(SUFFIX) ? name : name + SUFFIX;
  }

  /** Whether a letter is one of those that are meant. */
  boolean isAbout(DeadLetter letter) {
    return id.isEmpty() || id.equals(letter.id());
  }
}
