package io.ecart.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** An OTLP receiver that understands as much as it takes to tell which span is of which trace. */
final class SpanReceiver implements AutoCloseable {

  private record Span(String traceId, String name, String all) {}

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private SpanReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  static SpanReceiver start() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new SpanReceiver(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Set<String> traces() {
    return spans.stream().map(Span::traceId).collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> namesOf(String trace) {
    return spans.stream()
        .filter(span -> span.traceId().equals(trace))
        .map(Span::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the spans that have this text in them, in whatever place. */
  Set<String> namesOfThoseWith(String text) {
    return spans.stream()
        .filter(span -> span.all().contains(text))
        .map(Span::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void receive(HttpExchange exchange) throws IOException {
    ByteBuffer request = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
    // resource_spans, scope_spans, spans
    fields(request, 1, resource -> fields(resource, 2, scope -> fields(scope, 2, this::span)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void span(ByteBuffer span) {
    String all = new String(bytes(span.duplicate()), StandardCharsets.UTF_8);
    String[] found = new String[2];
    each(
        span,
        (field, value) -> {
          if (field == 1) {
            found[0] = HexFormat.of().formatHex(bytes(value));
          } else if (field == 5) {
            found[1] = new String(bytes(value), StandardCharsets.UTF_8);
          }
        });
    spans.add(new Span(found[0], found[1], all));
  }

  private static void fields(
      ByteBuffer message, int wanted, java.util.function.Consumer<ByteBuffer> use) {
    each(
        message,
        (field, value) -> {
          if (field == wanted) {
            use.accept(value);
          }
        });
  }

  /** The fields of a protocol buffer that have a length: messages, texts and bytes. */
  private static void each(ByteBuffer message, BiConsumer<Integer, ByteBuffer> use) {
    while (message.hasRemaining()) {
      int tag = (int) number(message);
      switch (tag & 7) {
        case 0 -> number(message);
        case 1 -> message.position(message.position() + 8);
        case 5 -> message.position(message.position() + 4);
        default -> {
          int length = (int) number(message);
          use.accept(tag >> 3, message.slice(message.position(), length));
          message.position(message.position() + length);
        }
      }
    }
  }

  private static long number(ByteBuffer message) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
