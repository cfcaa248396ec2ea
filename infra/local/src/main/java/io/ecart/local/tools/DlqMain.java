package io.ecart.local.tools;

import io.ecart.runtime.observe.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** Lists, shows and replays dead letters; {@code scripts/dlq} calls it. */
final class DlqMain {
  private static final String USAGE =
      """
      Usage: dlq list [TOPIC]
             dlq show TOPIC [--id EVENT]
             dlq replay TOPIC [--id EVENT]
        --state       where the system keeps its data (.ecart)
        --bootstrap   address of Kafka, instead (or ECART_KAFKA_BOOTSTRAP)
      TOPIC is order.events or order.events.dlq.\
      """;

  private DlqMain() {}

  /**
   * Ends with status 1 when nothing was found to show or replay, 2 when the arguments are wrong or
   * Kafka cannot be asked.
   *
   * @param args see {@link #USAGE}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    Path log = Files.createTempFile("ecart-dlq-", ".log");
    Logs.use(Logs.Format.TEXT, "dlq", log);
    int status = run(List.of(args));
    if (Files.size(log) == 0) {
      Files.delete(log);
    } else {
      System.err.println("Kafka's client had something to say: " + log);
    }
    System.exit(status);
  }

  private static int run(List<String> args) throws InterruptedException {
    try {
      Arguments arguments = Arguments.of(args, List.of("--state", "--bootstrap", "--id"));
      DlqTask task = DlqTask.of(arguments);
      return run(task, new DeadLetters(bootstrap(arguments))) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
    } catch (ExecutionException | KafkaException e) {
      System.err.println("Kafka cannot be asked: " + e.getMessage());
    }
    return 2;
  }

  private static String bootstrap(Arguments arguments) {
    String given =
        arguments.text("--bootstrap", System.getenv().getOrDefault("ECART_KAFKA_BOOTSTRAP", ""));
    return given.isEmpty()
        ? RunningSystem.in(Path.of(arguments.text("--state", ".ecart"))).kafka()
        : given;
  }

  private static boolean run(DlqTask task, DeadLetters letters)
      throws ExecutionException, InterruptedException {
    if (task.command().equals("list")) {
      return list(letters, task.topic());
    }
    List<DeadLetter> found = letters.in(task.topic()).stream().filter(task::isAbout).toList();
    if (task.command().equals("replay")) {
      replay(letters, found, task.id());
    } else {
      found.forEach(one -> System.out.println(one.line() + "\n" + one.record().value() + "\n"));
    }
    return !found.isEmpty();
  }

  private static boolean list(DeadLetters letters, String only)
      throws ExecutionException, InterruptedException {
    List<String> topics = only.isEmpty() ? letters.topics() : List.of(only);
    int count = 0;
    for (String topic : topics) {
      List<DeadLetter> found = letters.in(topic);
      count += found.size();
      found.forEach(one -> System.out.println(one.line()));
    }
    System.out.printf("%d dead letters in %d topics%n", count, topics.size());
    return true;
  }

  private static void replay(DeadLetters letters, List<DeadLetter> found, String id)
      throws ExecutionException, InterruptedException {
    int records = letters.replay(found);
    found.forEach(one -> System.out.println("Replayed " + one.line()));
    if (id.isEmpty()) {
      letters.removeUpTo(found);
    }
    System.out.printf("%d dead letters replayed, %d records%n", found.size(), records);
  }
}
