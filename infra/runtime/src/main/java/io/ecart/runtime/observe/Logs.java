package io.ecart.runtime.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sets the log format of the process: ECS JSON for machines, plain lines for people. */
public final class Logs {

  /** How a log line looks. */
  public enum Format {
    ECS,
    TEXT
  }

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n";

  private Logs() {}

  /** Logs to standard output. */
  public static void use(Format format, String service) {
    use(format, service, new ConsoleAppender<>());
  }

  /** Logs to a file, which is begun anew. */
  public static void use(Format format, String service, Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    appender.setAppend(false);
    use(format, service, appender);
  }

  private static void use(
      Format format, String service, OutputStreamAppender<ILoggingEvent> appender) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    appender.setContext(context);
    appender.setEncoder(format == Format.ECS ? ecs(service) : text(context));
    appender.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    for (String noisy :
        new String[] {"org.apache.kafka", "kafka", "com.hazelcast", "org.flywaydb", "io.netty"}) {
      context.getLogger(noisy).setLevel(Level.WARN);
    }
  }

  private static Encoder<ILoggingEvent> ecs(String service) {
    EcsEncoder encoder = new EcsEncoder();
    encoder.setServiceName("ecart-" + service);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }
}
