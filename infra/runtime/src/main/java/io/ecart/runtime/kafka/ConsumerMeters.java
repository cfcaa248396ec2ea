package io.ecart.runtime.kafka;

import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a consumer tells of itself, tagged with its group: {@code events.consumed}, {@code
 * events.lag} (events in the topic behind the last one fetched, for this instance's partitions) and
 * {@code events.stalled.seconds} (for how long the events in hand have been tried; it grows while a
 * dependency of the consumer is away).
 */
final class ConsumerMeters {
  private static final String LAG = "records-lag";
  private static final Pattern OWN_ID =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

  private final Counter consumed;
  private final Since handling;

  ConsumerMeters(Subscription subscription, Consumer<?, ?> consumer, MeterRegistry metrics) {
    Tags tags = tags(subscription.group());
    this.consumed = metrics.counter("events.consumed", tags);
    this.handling = new Since("events.stalled.seconds", tags, metrics);
    for (String topic : subscription.topics()) {
      metrics.gauge("events.lag", tags.and("topic", topic), consumer, c -> lag(c, topic));
    }
  }

  /** A group that one instance has for itself ends in a random id, which no series may carry. */
  static Tags tags(String group) {
    return Tags.of("group", OWN_ID.matcher(group).replaceFirst(""));
  }

  void handling() {
    handling.begin();
  }

  void handled(int events) {
    handling.end();
    consumed.increment(events);
  }

  /** Only the metrics of a consumer may be read from another thread than its own. */
  private static double lag(Consumer<?, ?> consumer, String topic) {
    double sum = 0;
    for (Map.Entry<MetricName, ? extends Metric> entry : consumer.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (LAG.equals(name.name())
          && topic.equals(name.tags().get("topic"))
          && entry.getValue().metricValue() instanceof Double lag
          && lag > 0) {
        sum += lag;
      }
    }
    return sum;
  }
}
