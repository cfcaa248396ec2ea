package io.ecart.local.load;

/** The least that an order leaves in a database, for the ceilings. */
final class BareTables {
  /** How many skus there are; {@code sku-0001} and so on. */
  static final int SKUS = 1_000;

  static final String CREATE =
      """
      CREATE TABLE stock (
        sku text PRIMARY KEY, on_hand bigint NOT NULL, reserved bigint NOT NULL,
        CHECK (reserved <= on_hand)) WITH (fillfactor = 50);
      CREATE TABLE orders (
        id uuid PRIMARY KEY, status text NOT NULL, document text NOT NULL,
        placed_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE lines (
        order_id uuid NOT NULL, sku text NOT NULL, quantity bigint NOT NULL,
        PRIMARY KEY (order_id, sku));
      CREATE TABLE outbox (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key uuid NOT NULL,
        event text NOT NULL);
      INSERT INTO stock
        SELECT 'sku-' || lpad(i::text, 4, '0'), 1000000000, 0 FROM generate_series(1, %d) i
      """
          .formatted(SKUS);

  /** A batch of orders of one line each; one statement is one transaction. */
  static final String PLACE =
      """
      WITH placed AS (
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[])
          AS p(id, sku, quantity, document)),
      taken AS (
        UPDATE stock SET reserved = reserved + t.quantity
        FROM (SELECT sku, sum(quantity) AS quantity FROM placed GROUP BY sku ORDER BY sku) t
        WHERE stock.sku = t.sku),
      written AS (
        INSERT INTO orders (id, status, document) SELECT id, 'confirmed', document FROM placed),
      listed AS (
        INSERT INTO lines (order_id, sku, quantity) SELECT id, sku, quantity FROM placed)
      INSERT INTO outbox (key, event) SELECT id, document FROM placed
      """;

  /** The same for one order, for pgbench: no batch, one order a commit. */
  static final String PGBENCH =
      """
      \\set n random(1, %d)
      WITH o AS (
        INSERT INTO orders (id, status, document)
        VALUES (gen_random_uuid(), 'confirmed', '{"lines":[{"sku":"sku","quantity":1}]}')
        RETURNING id),
      s AS (
        UPDATE stock SET reserved = reserved + 1
        WHERE sku = 'sku-' || lpad((:n)::text, 4, '0') RETURNING sku),
      l AS (INSERT INTO lines (order_id, sku, quantity) SELECT o.id, s.sku, 1 FROM o, s)
      INSERT INTO outbox (key, event) SELECT id, '{"type":"io.ecart.order.placed.v1"}' FROM o;
      """
          .formatted(SKUS);

  private BareTables() {}
}
