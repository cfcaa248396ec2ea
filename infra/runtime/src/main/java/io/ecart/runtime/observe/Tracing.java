package io.ecart.runtime.observe;

import io.ecart.runtime.config.TracingSettings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.Shareable;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import io.vertx.tracing.opentelemetry.VertxContextStorageProvider.VertxContextStorage;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans by OpenTelemetry, of one process. Vert.x itself makes those of HTTP and of Postgres and
 * Redis calls; events are taken out of the outbox and read in batches, so theirs are made here, as
 * steps of the trace that each event carries. Off, it costs nothing: there is no tracer at all.
 */
public final class Tracing implements Shareable, AutoCloseable {

  /** A span under way. */
  public interface Step {

    /** The header that makes what follows part of this step. */
    String traceparent();

    /** Makes what is done on the current context, which must be one of its own, part of it. */
    void enter();

    /** Ends it; a failure is noted. */
    void end(@Nullable Throwable failure);
  }

  private static final String PLACE = "io.ecart.tracing";
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("http.url");
  private static final Tracing OFF = new Tracing(null);
  private static final long FLUSH_SECONDS = 5;

  private final @Nullable OpenTelemetrySdk sdk;
  private final @Nullable Tracer tracer;

  private Tracing(@Nullable OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk == null ? null : sdk.getTracer("io.ecart");
  }

  /** Makes the exporter, unless the settings name no receiver. */
  public static Tracing of(TracingSettings settings, String service) {
    if (!settings.on()) {
      return OFF;
    }
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint() + "/v1/traces").build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(Resource.create(Attributes.of(SERVICE, "ecart-" + service))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(1.0 / settings.oneIn())))
            // Bounded: while the receiver is away, spans are dropped.
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build();
    return new Tracing(
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());
  }

  /** That of a Vert.x that was told by {@link #attach}; off for others. */
  public static Tracing in(Vertx vertx) {
    return vertx.sharedData().<String, Tracing>getLocalMap(PLACE).getOrDefault(PLACE, OFF);
  }

  /** Lets a Vert.x to be built make spans. */
  public VertxBuilder instrument(VertxBuilder builder) {
    return sdk == null ? builder : builder.withTracer(new OpenTelemetryTracingFactory(sdk));
  }

  /** Lets the services in a Vert.x make spans. */
  public Vertx attach(Vertx vertx) {
    if (sdk != null) {
      vertx.sharedData().<String, Tracing>getLocalMap(PLACE).put(PLACE, this);
    }
    return vertx;
  }

  /** Whether the current request's span is made by Vert.x, which then also passes it on. */
  public static boolean passedOn(Vertx vertx) {
    return ((VertxInternal) vertx).tracer() != null;
  }

  /** The sending of an event; null when its trace is not sampled. */
  public @Nullable Step sending(String topic, @Nullable String traceparent) {
    return step(topic + " send", SpanKind.PRODUCER, topic, traceparent);
  }

  /** The handling of an event; null when its trace is not sampled. */
  public @Nullable Step handling(String group, String topic, @Nullable String traceparent) {
    return step(group + " process", SpanKind.CONSUMER, topic, traceparent);
  }

  private @Nullable Step step(
      String name, SpanKind kind, String topic, @Nullable String traceparent) {
    Trace parent = tracer == null ? null : Trace.parse(traceparent);
    if (tracer == null || parent == null || !parent.sampled()) {
      return null;
    }
    Span span =
        tracer
            .spanBuilder(name)
            .setSpanKind(kind)
            .setParent(Context.root().with(Span.wrap(remote(parent))))
            .setAttribute(DESTINATION, topic)
            .startSpan();
    return new SpanStep(span);
  }

  private static SpanContext remote(Trace trace) {
    return SpanContext.createFromRemoteParent(
        trace.traceId(), trace.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** The span that Vert.x has made of the current request; null when there is none. */
  static @Nullable Trace ofRequest() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? new Trace(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }

  /**
   * Names the span of the current request after its route, as Vert.x knows only its method, and
   * leaves the ids in its path out: whoever knows that of a guest's cart may see into it.
   */
  public static void nameRequest(String method, String route) {
    Span.current()
        .updateName(method + " " + route)
        .setAttribute(PATH, route)
        .setAttribute(URL, route);
  }

  /** Sends what is left. */
  @Override
  public void close() {
    if (sdk != null) {
      sdk.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }
  }

  private record SpanStep(Span span) implements Step {
    @Override
    public String traceparent() {
      SpanContext context = span.getSpanContext();
      return new Trace(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
          .traceparent();
    }

    @Override
    public void enter() {
      ContextInternal context = Objects.requireNonNull(ContextInternal.current());
      VertxContextStorage.INSTANCE.attach(context, Context.root().with(span));
    }

    @Override
    public void end(@Nullable Throwable failure) {
      if (failure != null) {
        span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
      }
      span.end();
    }
  }
}
