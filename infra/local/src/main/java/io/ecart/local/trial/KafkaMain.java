package io.ecart.local.trial;

import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import java.nio.file.Path;

/** A broker in a container: understands what the stack tells the one that it stands in for. */
final class KafkaMain {
  private static final int PORT = 9092;

  private KafkaMain() {}

  public static void main(String[] args) {
    String advertised = setting("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:" + PORT);
    String listeners =
        setting("KAFKA_LISTENERS", "PLAINTEXT://0.0.0.0:" + PORT + ",CONTROLLER://127.0.0.1:9093");
    KafkaServer server =
        KafkaServer.start(
            KafkaOptions.keptIn(Path.of(setting("KAFKA_LOG_DIRS", "/var/lib/kafka/data")))
                .withPort(PORT)
                .with("listeners", listeners)
                .with("advertised.listeners", advertised)
                .with("controller.quorum.voters", "1@127.0.0.1:9093"));
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
    System.out.println("Kafka is ready at " + advertised);
  }

  private static String setting(String key, String fallback) {
    String value = System.getenv(key);
    return value == null ? fallback : value;
  }
}
