package io.ecart.runtime.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sets the log format of the process: ECS JSON for machines, plain lines for people. */
public final class Logs {

  /** How a log line looks. */
  public enum Format {
    ECS,
    TEXT
  }

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0}%trace - %msg%n";

  /** Of each cause; Docker cuts lines at 16 KiB, and then they are no JSON any more. */
  private static final String FRAMES = "30";

  private Logs() {}

  /** Logs to standard output, for a tool. */
  public static void use(Format format, String service) {
    use(new LogSettings(format, false, ""), service);
  }

  /** Logs to a file, which is begun anew, for a tool. */
  public static void use(Format format, String service, Path file) {
    use(new LogSettings(format, false, ""), service, file);
  }

  /** Logs to standard output. */
  public static void use(LogSettings settings, String service) {
    use(settings, service, new ConsoleAppender<>());
  }

  /** Logs to a file, which is begun anew. */
  public static void use(LogSettings settings, String service, Path file) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(file.toString());
    appender.setAppend(false);
    use(settings, service, appender);
  }

  private static void use(
      LogSettings settings, String service, OutputStreamAppender<ILoggingEvent> appender) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    appender.setContext(context);
    appender.setEncoder(settings.format() == Format.ECS ? ecs(settings, service) : text(context));
    appender.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    if (!settings.everyRequest()) {
      context.getLogger("io.ecart.requests").setLevel(Level.WARN);
    }
    for (String noisy :
        new String[] {"org.apache.kafka", "kafka", "com.hazelcast", "org.flywaydb", "io.netty"}) {
      context.getLogger(noisy).setLevel(Level.WARN);
    }
    // Each client of Kafka says five times a second that there is no broker; Health says it once.
    context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.ERROR);
  }

  private static Encoder<ILoggingEvent> ecs(LogSettings settings, String service) {
    ThrowableProxyConverter failures = new ThrowableProxyConverter();
    failures.setOptionList(List.of(FRAMES));
    failures.start();
    EcsLines encoder = new EcsLines();
    encoder.setThrowableConverter(failures);
    encoder.setServiceName("ecart-" + service);
    if (!settings.node().isEmpty()) {
      encoder.setServiceNodeName(settings.node());
    }
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.getInstanceConverterMap().put("trace", TraceIdConverter::new);
    layout.setContext(context);
    layout.setPattern(PATTERN);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
