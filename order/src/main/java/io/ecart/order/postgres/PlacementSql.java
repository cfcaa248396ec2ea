package io.ecart.order.postgres;

import io.ecart.order.Address;
import io.ecart.order.Order;
import io.ecart.order.OrderJson;
import io.ecart.order.OrderLine;
import io.ecart.order.Placement;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.IdempotencyKey;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One statement, and so one transaction and one round trip, writes a whole batch of orders: their
 * idempotency records, the orders whose record was the first of its key, their lines and events.
 * Keys are taken in their order, so that two instances with the same ones do not wait for each
 * other in a circle. It gives the ids that were written. An id that was made void fails it as a
 * whole.
 */
final class PlacementSql {
  static final String WRITE =
      """
      WITH input AS (
        SELECT unnest($1::uuid[]) AS id, unnest($2::text[]) AS status,
          unnest($3::text[]) AS payment_status, unnest($4::text[]) AS fulfillment_status,
          unnest($5::bigint[]) AS number, unnest($6::text[]) AS customer_id,
          unnest($7::text[]) AS access_key_hash, unnest($8::bigint[]) AS total_minor,
          unnest($9::text[]) AS currency, unnest($10::text[]) AS contact,
          unnest($11::text[]) AS address, unnest($12::text[]) AS metadata,
          unnest($13::uuid[]) AS reservation_id, unnest($14::timestamptz[]) AS placed_at,
          unnest($15::text[]) AS payload, unnest($16::text[]) AS caller,
          unnest($17::text[]) AS key, unnest($18::text[]) AS request_hash,
          unnest($19::text[]) AS headers, unnest($20::text[]) AS body
      ), first AS (
        INSERT INTO idempotency_key (caller, key, request_hash, status, headers, body)
        SELECT caller, key, request_hash, 201, headers::jsonb, body FROM input
        WHERE key IS NOT NULL
        ORDER BY caller, key
        ON CONFLICT (caller, key) DO UPDATE SET
          request_hash = excluded.request_hash, status = excluded.status,
          headers = excluded.headers, body = excluded.body, created_at = now()
        WHERE idempotency_key.created_at <= now() - interval '24 hours'
        RETURNING caller, key
      ), placed AS (
        INSERT INTO orders (id, status, payment_status, fulfillment_status, number, customer_id,
          access_key_hash, total_minor, currency, contact, shipping_address, metadata,
          reservation_id, version, placed_at, updated_at)
        SELECT id, status, payment_status, fulfillment_status, number, customer_id,
          access_key_hash, total_minor, currency, contact::jsonb, address::jsonb, metadata::jsonb,
          reservation_id, 1, placed_at, placed_at
        FROM input i LEFT JOIN first f ON f.caller = i.caller AND f.key = i.key
        WHERE i.key IS NULL OR f.key IS NOT NULL
        RETURNING id
      ), lines AS (
        INSERT INTO order_line (order_id, line_id, sku, name, quantity, unit_price_minor,
          allocated_from)
        SELECT l.order_id, l.line_id, l.sku, l.name, l.quantity, l.price, l.allocated::jsonb
        FROM (
          SELECT unnest($21::uuid[]) AS order_id, unnest($22::uuid[]) AS line_id,
            unnest($23::text[]) AS sku, unnest($24::text[]) AS name,
            unnest($25::int[]) AS quantity, unnest($26::bigint[]) AS price,
            unnest($27::text[]) AS allocated
        ) AS l JOIN placed p ON p.id = l.order_id
      ), events AS (
        INSERT INTO outbox (topic, key, payload)
        SELECT 'order.events', i.id::text, i.payload FROM input i JOIN placed p ON p.id = i.id
      )
      SELECT id FROM placed
      """;

  /** A line and the order that it is of. */
  private record Line(UUID orderId, OrderLine line) {}

  private PlacementSql() {}

  /** The parameters of {@link #WRITE}. */
  static Tuple row(List<Placement> batch) {
    Tuple row = Tuple.tuple();
    Columns<Placement> orders = new Columns<>(row, batch);
    orders.add(UUID[]::new, p -> p.order().id());
    orders.add(String[]::new, p -> Fields.wire(p.order().state().status()));
    orders.add(String[]::new, p -> Fields.wire(p.order().state().payment()));
    orders.add(String[]::new, p -> Fields.wire(p.order().state().fulfillment()));
    orders.add(Long[]::new, p -> p.order().origin().number());
    orders.add(String[]::new, p -> p.order().origin().owner().customerId());
    orders.add(String[]::new, p -> p.order().origin().owner().accessKeyHash());
    orders.add(Long[]::new, p -> p.order().total().amount());
    orders.add(String[]::new, p -> p.order().origin().currency());
    orders.add(String[]::new, p -> OrderJson.write(p.order().recipient().contact()));
    orders.add(String[]::new, p -> address(p.order()));
    orders.add(String[]::new, p -> p.order().origin().metadata().encode());
    orders.add(UUID[]::new, Placement::holdId);
    orders.add(OffsetDateTime[]::new, p -> p.order().origin().placedAt().atOffset(ZoneOffset.UTC));
    orders.add(String[]::new, p -> p.event().payload());
    keys(orders);
    lines(new Columns<>(row, batch.stream().flatMap(PlacementSql::lines).toList()));
    return row;
  }

  private static String address(Order order) {
    Address address = order.recipient().address();
    return OrderJson.write(address);
  }

  private static void keys(Columns<Placement> orders) {
    orders.add(String[]::new, p -> of(p, IdempotencyKey::caller));
    orders.add(String[]::new, p -> of(p, IdempotencyKey::key));
    orders.add(String[]::new, p -> of(p, IdempotencyKey::requestHash));
    orders.add(String[]::new, p -> of(p, key -> p.reply().headersJson().encode()));
    orders.add(String[]::new, p -> of(p, key -> String.valueOf(p.reply().body())));
  }

  private static Stream<Line> lines(Placement placement) {
    return placement.order().lines().stream().map(line -> new Line(placement.order().id(), line));
  }

  private static void lines(Columns<Line> lines) {
    lines.add(UUID[]::new, Line::orderId);
    lines.add(UUID[]::new, l -> l.line().id());
    lines.add(String[]::new, l -> l.line().sku());
    lines.add(String[]::new, l -> l.line().item().name());
    lines.add(Integer[]::new, l -> l.line().quantity());
    lines.add(Long[]::new, l -> l.line().item().unitPriceMinor());
    lines.add(String[]::new, l -> OrderRows.json(l.line().allocatedFrom()).encode());
  }

  private static @Nullable String of(Placement placement, Function<IdempotencyKey, String> member) {
    IdempotencyKey key = placement.key();
    return key == null ? null : member.apply(key);
  }
}
